/**
 * Business time: instants seen from Asia/Shanghai. China has kept UTC+8 without summer time since 1991, so a fixed
 * offset is exact for every instant this system handles, and works where Intl has no time zones.
 */
import { type BusinessDate, fromDayNumber, toDayNumber } from './business-date.js';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Asia/Shanghai is this many milliseconds ahead of UTC. */
export const SHANGHAI_OFFSET = 8 * HOUR_MS;

/** The business date on which an instant falls. */
export function businessDate(instant: Instant): BusinessDate {
  return fromDayNumber(Math.floor((instant + SHANGHAI_OFFSET) / DAY_MS));
}

/** Midnight in Shanghai at which the date begins. */
export function startOfBusinessDay(date: BusinessDate): Instant {
  return toDayNumber(date) * DAY_MS - SHANGHAI_OFFSET;
}

/** Minutes since midnight of a clock time `HH:MM`, 00:00..23:59. Throws RangeError on anything else. */
export function clockMinutes(clock: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  if (!match) throw new RangeError(`not a clock time HH:MM: ${clock}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** The instant of a clock time `HH:MM` on a date in Shanghai. */
export function atShanghai(date: BusinessDate, clock: string): Instant {
  return startOfBusinessDay(date) + clockMinutes(clock) * MINUTE_MS;
}

/** Milliseconds since midnight in Shanghai. */
export function timeOfDay(instant: Instant): number {
  return (((instant + SHANGHAI_OFFSET) % DAY_MS) + DAY_MS) % DAY_MS;
}

/** The clock in Shanghai as `HH:MM`, seconds dropped. */
export function shanghaiClock(instant: Instant): string {
  const minutes = Math.floor(timeOfDay(instant) / MINUTE_MS);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Date and clock in Shanghai as sheets show it: `YYYY-MM-DD HH:MM`. */
export const shanghaiStamp = (instant: Instant): string =>
  `${businessDate(instant)} ${shanghaiClock(instant)}`;

/** How people name an instant: 今天 20:00, 11月20日 20:00. */
export function dayAndClock(instant: Instant, now: Instant): string {
  const date = businessDate(instant);
  const [, month, day] = date.split('-');
  const said = date === businessDate(now) ? '今天' : `${Number(month)}月${Number(day)}日`;
  return `${said} ${shanghaiClock(instant)}`;
}
