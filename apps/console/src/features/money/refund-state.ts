import type { StaffOrderItem } from '@cheban/contracts';

type Order = Pick<StaffOrderItem, 'kind' | 'state' | 'totalFen' | 'refundedFen' | 'refundingFen'>;

/** How much of a paid order went back: what it is called then, or null while nothing did. Pure. */
export function refundState(order: Order): 'refunding' | 'part' | 'all' | null {
  if (order.state !== 'paid') return null;
  if (order.refundingFen > 0) return 'refunding';
  if (order.refundedFen === 0) return null;
  return order.refundedFen < order.totalFen ? 'part' : 'all';
}

/** What is kept of the money. Pure. */
export const keptFen = (order: Order): number => order.totalFen - order.refundedFen - order.refundingFen;

/** Whether staff may still give something back: a card is given back once, by its rule; a product bit by bit. Pure. */
export function canGiveBack(order: Order): boolean {
  if (order.state !== 'paid' || order.refundingFen > 0 || keptFen(order) <= 0) return false;
  return order.kind === 'product' || order.refundedFen === 0;
}
