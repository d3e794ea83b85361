/** What an owner is told about a quote that waits for a yes or no, in words. Pure. */
import { formatYuan } from '@cheban/kernel';
import type { Notice } from './booking-notices.js';
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
  const ask = '您点同意我们才施工，暂不做也没关系';
  return {
    kind: 'visit_quote',
    title: again ? '报价还在等您确认' : quote.kind === 'estimate' ? '请您确认报价' : '有一项建议请您决定',
    body: again
      ? `${what}，技师在等您的决定。${ask}；不方便操作可致电 ${facts.storePhone}。`
      : `${facts.storeName}：${what}。${ask}。`,
    actionLabel: '查看报价',
    words: {
      store: facts.storeName,
      service: facts.serviceName,
      step: '待您确认',
      note: `${quote.title} ${price}`,
      time: sayTime(facts.now),
    },
  };
}
