import type { PayOrderState, RefundState } from '@cheban/contracts';

/** What our books and WeChat Pay's do not agree on. */
export interface Finding {
  readonly what: 'amount' | 'state' | 'missing';
  readonly ours: string;
  readonly theirs: string;
  readonly oursFen: number;
  readonly theirsFen: number | null;
}

/** Null if an ended order stands there as it does here; `trade` null: WeChat Pay does not know the number. */
export function compareOrder(
  order: { state: PayOrderState; totalFen: number },
  trade: { state: string; totalFen: number | null } | null,
): Finding | null {
  const paidHere = order.state === 'paid' || order.state === 'late';
  const base = { ours: order.state, oursFen: order.totalFen, theirsFen: trade?.totalFen ?? null };
  if (trade === null) return paidHere ? { ...base, what: 'missing', theirs: 'ORDER_NOT_EXIST' } : null;
  const paidThere = trade.state === 'SUCCESS' || trade.state === 'REFUND';
  if (paidHere !== paidThere) return { ...base, what: 'state', theirs: trade.state };
  if (paidThere && trade.totalFen !== order.totalFen) return { ...base, what: 'amount', theirs: trade.state };
  return null;
}

/** The same for an ended refund, by the state there; null: WeChat Pay does not know the number. */
export function compareRefund(
  refund: { state: RefundState; amountFen: number },
  theirs: string | null,
): Finding | null {
  const doneHere = refund.state === 'done';
  const base = { ours: refund.state, oursFen: refund.amountFen, theirsFen: null };
  if (theirs === null) return doneHere ? { ...base, what: 'missing', theirs: 'RESOURCE_NOT_EXISTS' } : null;
  return doneHere === (theirs === 'SUCCESS') ? null : { ...base, what: 'state', theirs };
}
