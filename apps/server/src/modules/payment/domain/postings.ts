import type { MoneyAccount, MoneyPosting } from '@cheban/contracts';

export interface PostingLine {
  readonly account: MoneyAccount;
  /** What the account gets; negative for what it gives. */
  readonly amountFen: number;
}

/** Which account gives and which gets, by what happened. Double entry: one table, so that no posting can be lopsided. */
const sides: Record<MoneyPosting, { from: MoneyAccount; to: MoneyAccount }> = {
  order_paid: { from: 'income', to: 'purse' },
  refund_planned: { from: 'refund', to: 'income' },
  refund_done: { from: 'purse', to: 'refund' },
  refund_dropped: { from: 'income', to: 'refund' },
  budget_granted: { from: 'granted', to: 'budget' },
  budget_withdrawn: { from: 'budget', to: 'granted' },
  payout_reserved: { from: 'budget', to: 'reserved' },
  payout_paid: { from: 'reserved', to: 'paid_out' },
  payout_returned: { from: 'reserved', to: 'returned' },
};

/** The two sides of a posting; together zero. Throws RangeError unless the amount is a positive whole number of fen. */
export function linesOf(posting: MoneyPosting, amountFen: number): [PostingLine, PostingLine] {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1) throw new RangeError(`no amount: ${amountFen}`);
  const { from, to } = sides[posting];
  return [
    { account: from, amountFen: -amountFen },
    { account: to, amountFen },
  ];
}
