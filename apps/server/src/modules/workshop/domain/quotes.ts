import type { QuoteKind, ServiceKind, VisitStep } from '@cheban/contracts';
import { addOpenMinutes, type Instant, MINUTE_MS, type OpeningCalendar } from '@cheban/kernel';

/** The owner is reminded once, then the advisor calls (issue: 15 minutes each). */
export const CHASE_MS = 15 * MINUTE_MS;
/** Days after which care asks again about work that was put off. */
export const CHASE_DAYS = 30;

export interface QuoteAsk {
  readonly kind: QuoteKind;
  /** Milliseconds; only of an estimate. */
  readonly readyAt: Instant | null;
  /** Only of extra work. */
  readonly extraMinutes: number;
}

/** An estimate belongs to the reception; extra work may be found until the car is ready. */
export function mayAsk(kind: QuoteKind, step: VisitStep): boolean {
  if (step === 'handed_over') return false;
  return kind === 'estimate' ? step === 'checked_in' || step === 'in_work' : step !== 'ready';
}

/** The total of the lines, fen. */
export function totalOf(lines: readonly { amountFen: number }[]): number {
  return lines.reduce((sum, line) => sum + line.amountFen, 0);
}

/**
 * The promise after the owner's yes; null if it stays. An estimate promises its own time. Extra work adds its minutes,
 * within opening hours, to the promise, or to now if that has passed already.
 */
export function promiseAfterYes(
  quote: QuoteAsk,
  promisedAt: Instant | null,
  now: Instant,
  calendar: OpeningCalendar,
): Instant | null {
  if (quote.kind === 'estimate') return quote.readyAt === promisedAt ? null : quote.readyAt;
  if (promisedAt === null || quote.extraMinutes === 0) return null;
  return addOpenMinutes(Math.max(promisedAt, now), quote.extraMinutes, calendar);
}

/**
 * Against which promise lateness is measured after the owner's yes: the owner agreed to the extra minutes, so they are
 * added to the first promise too, and to nothing else: a delay before the question is still a delay.
 */
export function firstPromiseAfterYes(
  quote: QuoteAsk,
  firstPromisedAt: Instant | null,
  next: Instant,
  calendar: OpeningCalendar,
): Instant {
  if (firstPromisedAt === null || quote.kind === 'estimate') return next;
  return addOpenMinutes(firstPromisedAt, quote.extraMinutes, calendar);
}

/** What "book this item" fills in for work that was put off. */
export function bookWork(title: string): { kind: ServiceKind; note: string } {
  return { kind: 'repair', note: `上次建议项目：${title}` };
}
