import { describe, expect, it } from 'vitest';
import { compareOrder, compareRefund } from './reconcile-rules.js';

const order = (state: 'paid' | 'closed' | 'late') => ({ state, totalFen: 100 });

describe('comparing with WeChat Pay', () => {
  it.each([
    ['paid', { state: 'SUCCESS', totalFen: 100 }, null],
    ['paid', { state: 'REFUND', totalFen: 100 }, null],
    ['late', { state: 'REFUND', totalFen: 100 }, null],
    ['closed', { state: 'CLOSED', totalFen: null }, null],
    ['closed', null, null],
    ['paid', null, 'missing'],
    ['paid', { state: 'NOTPAY', totalFen: null }, 'state'],
    ['closed', { state: 'SUCCESS', totalFen: 100 }, 'state'],
    ['paid', { state: 'SUCCESS', totalFen: 99 }, 'amount'],
  ] as const)('an order %s here, %o there: %s', (state, trade, what) => {
    expect(compareOrder(order(state), trade)?.what ?? null).toBe(what);
  });

  it.each([
    ['done', 'SUCCESS', null],
    ['done', 'PROCESSING', 'state'],
    ['done', null, 'missing'],
    ['failed', 'SUCCESS', 'state'],
    ['failed', 'CLOSED', null],
    ['failed', null, null],
  ] as const)('a refund %s here, %s there: %s', (state, theirs, what) => {
    expect(compareRefund({ state, amountFen: 5 }, theirs)?.what ?? null).toBe(what);
  });
});
