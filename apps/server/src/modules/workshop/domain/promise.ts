import { addOpenMinutes, MINUTE_MS, type OpeningCalendar } from '@cheban/kernel';
import { isBroken } from './visit-rules.js';

/**
 * When the car is promised back (准时承诺, mission B): so many minutes after arrival, counted within opening hours
 * and rounded up to a whole minute. Null if the service carries no promise.
 */
export function promiseFor(
  arrivedAt: number,
  promiseMinutes: number | null,
  calendar: OpeningCalendar,
): number | null {
  if (promiseMinutes === null) return null;
  const minute = Math.ceil(arrivedAt / MINUTE_MS) * MINUTE_MS;
  return addOpenMinutes(minute, promiseMinutes, calendar);
}

/**
 * Was the promise kept? The one definition of punctuality: the car was ready for its owner by the first promise. A car
 * that waits for an owner who comes later is not late, and moving the promise does not make a late car punctual. The
 * tolerance of the store decides from when on it pays, never whether it was punctual. Null while the car is worked on or
 * if nothing was promised.
 */
export function keptPromise(firstPromisedAt: number | null, readyAt: number | null): boolean | null {
  return firstPromisedAt === null || readyAt === null ? null : !isBroken(firstPromisedAt, readyAt, 0);
}

/** True while the car is still worked on after the present promise. */
export function isOverdue(promisedAt: number | null, readyAt: number | null, now: number): boolean {
  return promisedAt !== null && readyAt === null && now > promisedAt;
}

/** True if a new promise breaks the present one, which needs a reason that the owner sees. */
export function isDelay(promisedAt: number | null, next: number): boolean {
  return promisedAt !== null && next > promisedAt;
}
