/** What an owner is told about a quote that waits for a yes or no, in words. Pure. */
import { formatYuan } from '@cheban/kernel';
import type { Notice } from './notice.js';
import { sayTime } from './say-time.js';
import type { VisitFacts } from './visit-notices.js';

export interface QuoteFacts {
  kind: 'estimate' | 'extra';
  title: string;
  totalFen: number;
}

/** The question itself, or the one reminder of it. */
export function quoteNotice(quote: QuoteFacts, again: boolean, facts: VisitFacts): Notice {
  const price = `¥${formatYuan(quote.totalFen)}`;
  const what =
    quote.kind === 'estimate'
      ? `本次报价“${quote.title}”共 ${price}`
      : `检查发现建议做“${quote.title}”，${price}`;
  return {
    kind: 'visit_quote',
    facts: {
      why: again ? `${what}，技师在等您的决定` : `${facts.storeName}：${what}`,
      step: again ? '报价还在等您确认' : quote.kind === 'estimate' ? '请您确认报价' : '有一项建议请您决定',
      store: facts.storeName,
      phone: facts.storePhone,
      service: facts.serviceName,
    },
    words: {
      store: facts.storeName,
      service: facts.serviceName,
      step: '待您确认',
      time: sayTime(facts.now),
    },
    short: `${quote.title} ${price}`,
  };
}
