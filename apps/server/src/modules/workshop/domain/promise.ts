import { addOpenMinutes, MINUTE_MS, type OpeningCalendar } from '@cheban/kernel';

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
 * Was the promise kept? Measured against the first promise: moving it later does not make a late car punctual.
 * Null while the car is here or if nothing was promised.
 */
export function keptPromise(firstPromisedAt: number | null, handedOverAt: number | null): boolean | null {
  if (firstPromisedAt === null || handedOverAt === null) return null;
  return handedOverAt <= firstPromisedAt;
}

/** True while the car is still here after the present promise. */
export function isOverdue(promisedAt: number | null, handedOverAt: number | null, now: number): boolean {
  return promisedAt !== null && handedOverAt === null && now > promisedAt;
}

/** True if a new promise breaks the present one, which needs a reason that the owner sees. */
export function isDelay(promisedAt: number | null, next: number): boolean {
  return promisedAt !== null && next > promisedAt;
}
