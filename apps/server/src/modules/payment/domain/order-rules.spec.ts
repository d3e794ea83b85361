import { payOrderStates } from '@cheban/contracts/constants';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectOf, lookAgainMs, type OrderFact } from './order-rules.js';

const next = { paid: 'paid', late: 'late', closed: 'closed' } as const;
const words = [
  'SUCCESS',
  'REFUND',
  'NOTPAY',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'PAYERROR',
  'ACCEPT',
  'NEW_WORD',
];

describe('what WeChat Pay says of an order', () => {
  it.each([
    ['open', 'SUCCESS', 100, 'paid'],
    ['closing', 'SUCCESS', 100, 'paid'],
    ['closed', 'SUCCESS', 100, 'late'],
    ['paid', 'SUCCESS', 100, 'none'],
    ['late', 'SUCCESS', 100, 'none'],
    ['open', 'SUCCESS', 99, 'differs'],
    ['open', 'SUCCESS', null, 'differs'],
    ['closed', 'SUCCESS', 101, 'differs'],
    ['open', 'CLOSED', null, 'closed'],
    ['paid', 'CLOSED', null, 'none'],
    ['open', 'NOTPAY', null, 'none'],
  ] as const)('an order that is %s hears %s of %s fen: %s', (state, word, totalFen, effect) => {
    expect(effectOf({ state, totalFen: 100 }, { state: word, totalFen })).toBe(effect);
  });

  it('is paid once at most, in whatever order the words come and however often', () => {
    const trade = fc.record({ state: fc.constantFrom(...words), totalFen: fc.constantFrom(100, 99, null) });
    fc.assert(
      fc.property(fc.constantFrom(...payOrderStates), fc.array(trade, { maxLength: 12 }), (state, trades) => {
        let order: OrderFact = { state, totalFen: 100 };
        let arrivals = 0;
        for (const word of trades) {
          const effect = effectOf(order, word);
          if (effect === 'paid' || effect === 'late') arrivals += 1;
          if (effect in next) order = { ...order, state: next[effect as keyof typeof next] };
        }
        expect(arrivals).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is asked for ever more rarely', () => {
    const waits = Array.from({ length: 12 }, (_, tries) => lookAgainMs(tries));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(10_000);
  });
});
