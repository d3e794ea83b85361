import {
  addDays,
  atShanghai,
  type BusinessDate,
  businessDate,
  diffDays,
  isBusinessDate,
  MINUTE_MS,
  partsOf,
  sayDate,
  sayDuration,
  shanghaiClock,
} from '@cheban/kernel';
import { serverNow } from './now.js';

/** Times on screen. Always Asia/Shanghai, never the zone of the browser; staff read the 24-hour clock. */

export const today = (): BusinessDate => businessDate(serverNow());

/** `09:30` */
export const clockOf = (iso: string): string => shanghaiClock(Date.parse(iso));

/** The business date on which an ISO instant falls. */
export const dateOfInstant = (iso: string): BusinessDate => businessDate(Date.parse(iso));

/** `今天`, `明天`, `11月28日 周六` */
export const dayWords = (on: BusinessDate): string => sayDate(on, today());

/** `11-28`, with the year when it is another one: `2025-11-28`. Narrow enough for a table. */
export function shortDate(on: BusinessDate): string {
  return partsOf(on).year === partsOf(today()).year ? on.slice(5) : on;
}

/** `09:30` today, `昨天 18:20`, `明天 09:30`, else `11-28 09:30`. */
export function whenShort(iso: string): string {
  const on = dateOfInstant(iso);
  const distance = diffDays(today(), on);
  if (distance === 0) return clockOf(iso);
  const day = Math.abs(distance) === 1 ? dayWords(on) : shortDate(on);
  return `${day} ${clockOf(iso)}`;
}

/** `今天 09:30`, `明天 14:00`, `11月28日 周六 09:30`: for sentences. */
export const whenWords = (iso: string): string => `${dayWords(dateOfInstant(iso))} ${clockOf(iso)}`;

/** `2026-11-28 09:30`: for logs. */
export const stamp = (iso: string): string => `${dateOfInstant(iso)} ${clockOf(iso)}`;

/** ISO instant of a clock time on a date in Shanghai. */
export const instantAt = (on: BusinessDate, clock: string): string =>
  new Date(atShanghai(on, clock)).toISOString();

/** ISO instant `minutes` after another. */
export const plusMinutes = (iso: string, minutes: number): string =>
  new Date(Date.parse(iso) + minutes * MINUTE_MS).toISOString();

/** `还有 35分钟` or `已超时 12分钟`, seen from `now` (milliseconds). */
export function leftWords(iso: string, now: number): { late: boolean; text: string; minutes: number } {
  const minutes = Math.round((Date.parse(iso) - now) / MINUTE_MS);
  if (minutes < 0) return { late: true, text: `已超时 ${sayDuration(-minutes)}`, minutes };
  return { late: false, text: minutes === 0 ? '马上到点' : `还有 ${sayDuration(minutes)}`, minutes };
}

/** `3 天后`, `今天`, `已过 12 天` */
export function daysWords(daysLeft: number): string {
  if (daysLeft === 0) return '今天';
  return daysLeft > 0 ? `${daysLeft} 天后` : `已过 ${-daysLeft} 天`;
}

export type { BusinessDate };
export { addDays, diffDays, isBusinessDate, sayDuration };
