import type { PayOrderState } from '@cheban/contracts';

/** What WeChat Pay says of an order, as far as the rule needs it. */
export interface TradeFact {
  readonly state: string;
  readonly totalFen: number | null;
}
export interface OrderFact {
  readonly state: PayOrderState;
  readonly totalFen: number;
}

/** What a word of WeChat Pay does to an order. `differs`: somebody must look; nothing is changed. */
export type TradeEffect = 'paid' | 'late' | 'closed' | 'differs' | 'none';

/** Money arrived for it, whatever went back since. */
const PAID = new Set(['SUCCESS', 'REFUND']);
/** Nobody can pay it any more. */
const DEAD = new Set(['CLOSED', 'REVOKED', 'PAYERROR']);

/**
 * Paid is paid: while the order is being closed too, because what was ordered is still kept. Only after the close the money
 * goes back. Words that come again or in another order change nothing.
 */
export function effectOf(order: OrderFact, trade: TradeFact): TradeEffect {
  if (PAID.has(trade.state)) {
    if (trade.totalFen !== order.totalFen) return 'differs';
    if (order.state === 'open' || order.state === 'closing') return 'paid';
    return order.state === 'closed' ? 'late' : 'none';
  }
  const waits = order.state === 'open' || order.state === 'closing';
  return DEAD.has(trade.state) && waits ? 'closed' : 'none';
}

const SECOND_MS = 1_000;
const LOOKS_SEC = [10, 20, 30, 60, 120, 300, 600];

/** Milliseconds until an order is asked for again: notices may be lost, so it is asked for soon, then ever more rarely. */
export function lookAgainMs(tries: number): number {
  return (LOOKS_SEC[Math.min(tries, LOOKS_SEC.length - 1)] ?? 600) * SECOND_MS;
}
