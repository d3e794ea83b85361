import { describe, expect, it } from 'vitest';
import { cardText, termsOf } from './shop-words.js';

const today = '2026-11-22';

describe('words about a card', () => {
  const card = {
    state: 'active',
    usesLeft: 3,
    expiresOn: '2028-11-22',
    terms: { serviceName: '小保养' },
  } as const;

  it('say the day it ends as people do', () => {
    expect(cardText(card, null, today)).toBe('小保养还剩 3 次，2028年11月22日 周三到期');
    expect(cardText({ ...card, expiresOn: today }, null, today)).toBe('小保养还剩 3 次，今天到期');
    expect(cardText({ ...card, expiresOn: '2026-11-01' }, 'expired', today)).toBe('11月1日 周日已到期');
    expect(cardText(card, 'empty', today)).toBe('次数已用完');
    expect(cardText({ ...card, state: 'refunded' }, 'state', today)).toBe('已退卡');
  });

  it('say what is kept of a refund in whole yuan', () => {
    const terms = {
      serviceName: '小保养',
      uses: 5,
      singleFen: 46_000,
      validDays: 730,
      shareable: false,
      refund: { kind: 'rest', usedAt: 'list', feePercent: 0, graceDays: 7 },
    } as const;
    expect(termsOf('card', terms, '浦东店').slice(-2)).toEqual([
      '7 天内未使用可全额退；已用次数按单次原价 460 元扣除，剩余退回',
      '要退卡时，请致电门店，我们为您办理',
    ]);
    const never = { ...terms, refund: { ...terms.refund, kind: 'none', graceDays: 0 } } as const;
    expect(termsOf('card', never, '浦东店').at(-1)).toBe('购买后不退');
  });
});
