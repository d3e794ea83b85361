/** The talk at the delivery and the calls after a sale (mission.md C): which are due for a car on a day. Pure. */
import type { FollowUpKind } from '@cheban/contracts';
import { addDays, type BusinessDate, diffDays } from '@cheban/kernel';

interface SaleCall {
  readonly kind: Extract<FollowUpKind, `sale_${string}`> | 'talk_delivery';
  /** Days after the sale. */
  readonly after: number;
  /** The call makes no sense any more this many days after its day: a later one says it better. */
  readonly lateBy: number;
  readonly why: string;
}

const saleCalls: readonly SaleCall[] = [
  { kind: 'talk_delivery', after: 0, lateBy: 2, why: '新车交付，按规定当面回访。' },
  { kind: 'sale_day_3', after: 3, lateBy: 3, why: '新车交付 3 天，按规定回访。' },
  { kind: 'sale_day_7', after: 7, lateBy: 6, why: '新车交付 7 天，按规定回访。' },
  { kind: 'sale_month_1', after: 30, lateBy: 14, why: '新车满月，按规定回访。' },
];

/** Sales between these dates may have a call due on `today`. */
export function saleWindow(today: BusinessDate): { from: BusinessDate; to: BusinessDate } {
  const longest = Math.max(...saleCalls.map(({ after, lateBy }) => after + lateBy));
  const shortest = Math.min(...saleCalls.map(({ after }) => after));
  return { from: addDays(today, -longest), to: addDays(today, -shortest) };
}

/** The call that is due for a car sold on a day, with the last day to make it; null for none. */
export function saleCallOn(
  soldOn: BusinessDate,
  today: BusinessDate,
): (SaleCall & { lastOn: BusinessDate }) | null {
  const days = diffDays(soldOn, today);
  const call = saleCalls.find(({ after, lateBy }) => days >= after && days <= after + lateBy);
  return call ? { ...call, lastOn: addDays(soldOn, call.after + call.lateBy) } : null;
}
