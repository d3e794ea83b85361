/** Business hours: time that counts only while a store is open. Promises and answer clocks run on it. */
import { addDays, type BusinessDate, weekday } from './business-date.js';
import { businessDate, type Instant, MINUTE_MS, startOfBusinessDay } from './business-time.js';
import { holidayName, isMakeUpWorkday } from './workday.js';

/** Opening hours of one weekday, 1 Monday .. 7 Sunday; `closesAt` may be 24:00. */
export interface OpenDay {
  readonly weekday: number;
  readonly opensAt: string;
  readonly closesAt: string;
  /** A break 午休 in which no appointment is given; both or neither. */
  readonly breakFrom?: string | null;
  readonly breakTo?: string | null;
}

/** A date that differs from its weekday: closed (no hours), or open at hours of its own, without a break. */
export interface SpecialDay {
  readonly on: BusinessDate;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** When a store is open. A weekday without hours is a closed day. */
export interface OpeningCalendar {
  readonly hours: readonly OpenDay[];
  readonly closedOnHolidays: boolean;
  /** Hours of the public holidays that the store works; without them the usual ones hold. */
  readonly holidayHours?: { readonly opensAt: string; readonly closesAt: string } | null;
  readonly specialDays?: readonly SpecialDay[];
}

export interface OpenWindow {
  from: Instant;
  /** The first instant that is closed again. */
  to: Instant;
  /** The break within, if there is one. */
  pause: { from: Instant; to: Instant } | null;
}

const MONDAY = 1;
/** A store that opens on no day of more than a year is taken to have no hours on file. */
const HORIZON_DAYS = 400;

function minutesOf(clock: string): number {
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return Math.min(1440, minutes);
}

function span(date: BusinessDate, opensAt: string, closesAt: string): { from: Instant; to: Instant } | null {
  const [from, to] = [minutesOf(opensAt), minutesOf(closesAt)];
  if (from >= to) return null;
  const midnight = startOfBusinessDay(date);
  return { from: midnight + from * MINUTE_MS, to: midnight + to * MINUTE_MS };
}

/**
 * The opening hours of a date, or null when the store is closed. A special day beats everything; then a public
 * holiday that the store keeps, or works at shorter hours; then the weekday. A make-up workday 调休 on a weekday
 * without hours is worked with Monday's.
 */
export function openWindow(date: BusinessDate, calendar: OpeningCalendar): OpenWindow | null {
  const special = calendar.specialDays?.find((day) => day.on === date);
  if (special) {
    if (special.opensAt === null || special.closesAt === null) return null;
    const window = span(date, special.opensAt, special.closesAt);
    return window && { ...window, pause: null };
  }
  const holiday = holidayName(date) !== null;
  if (holiday && calendar.closedOnHolidays) return null;
  if (holiday && calendar.holidayHours) {
    const window = span(date, calendar.holidayHours.opensAt, calendar.holidayHours.closesAt);
    return window && { ...window, pause: null };
  }
  const on = (day: number) => calendar.hours.find((entry) => entry.weekday === day);
  const open = on(weekday(date)) ?? (isMakeUpWorkday(date) ? on(MONDAY) : undefined);
  const window = open && span(date, open.opensAt, open.closesAt);
  if (!open || !window) return null;
  const pause = open.breakFrom && open.breakTo ? span(date, open.breakFrom, open.breakTo) : null;
  return { ...window, pause };
}

/**
 * The instant at which `minutes` of opening time have passed since `from`. Time outside the opening hours does not
 * count; what does not fit before closing goes on at the next opening. A break counts: the workshop goes on through it
 * in shifts. A store without any hours counts every minute.
 */
export function addOpenMinutes(from: Instant, minutes: number, calendar: OpeningCalendar): Instant {
  let left = minutes * MINUTE_MS;
  if (left <= 0) return from;
  const first = businessDate(from);
  for (let day = 0; day <= HORIZON_DAYS; day += 1) {
    const window = openWindow(addDays(first, day), calendar);
    if (!window || window.to <= from) continue;
    const start = Math.max(window.from, from);
    if (start + left <= window.to) return start + left;
    left -= window.to - start;
  }
  return from + minutes * MINUTE_MS;
}
