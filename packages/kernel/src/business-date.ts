/**
 * Business dates: calendar days in Asia/Shanghai as `YYYY-MM-DD`. Pure arithmetic on day numbers, no Date and no
 * Intl, because the JS engines of mini-programs disagree about both.
 */

/** `YYYY-MM-DD`, a day of the Gregorian calendar. Compares correctly as a string. */
export type BusinessDate = string;

export interface CivilDate {
  year: number;
  /** 1..12 */
  month: number;
  /** 1..31 */
  day: number;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month of the Gregorian calendar; month 1..12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function parse(date: string): CivilDate | null {
  const match = SHAPE.exec(date);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

/** True for a real day written `YYYY-MM-DD`: `2026-02-29` is not. */
export function isBusinessDate(text: unknown): text is BusinessDate {
  return typeof text === 'string' && parse(text) !== null;
}

/** The parts of a date. Throws RangeError when it is no real day. */
export function partsOf(date: BusinessDate): CivilDate {
  const parts = parse(date);
  if (!parts) throw new RangeError(`not a business date: ${date}`);
  return parts;
}

/** Year of a date. Throws RangeError when it is no real day. */
export function yearOf(date: BusinessDate): number {
  return partsOf(date).year;
}

/** Writes parts as `YYYY-MM-DD`. Throws RangeError when they are no real day of years 0..9999. */
export function dateOf(year: number, month: number, day: number): BusinessDate {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  partsOf(date);
  return date;
}

/** Days since 1970-01-01, negative before. The year is counted from March so that the leap day comes last. */
export function toDayNumber(date: BusinessDate): number {
  const { year, month, day } = partsOf(date);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link toDayNumber}. Throws RangeError outside years 0..9999 or on a fraction. */
export function fromDayNumber(days: number): BusinessDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Same day `months` later; when that month is shorter, its last day (31 January + 1 → 28 or 29 February). */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dateOf(y, m, Math.min(day, daysInMonth(y, m)));
}

/** Whole days from `a` to `b`: positive when `b` is later. */
export function diffDays(a: BusinessDate, b: BusinessDate): number {
  return toDayNumber(b) - toDayNumber(a);
}

/** Last day of the date's month. */
export function monthEnd(date: BusinessDate): BusinessDate {
  const { year, month } = partsOf(date);
  return dateOf(year, month, daysInMonth(year, month));
}

/** First day of the date's month. */
export function monthStart(date: BusinessDate): BusinessDate {
  const { year, month } = partsOf(date);
  return dateOf(year, month, 1);
}

/** 1 Monday .. 7 Sunday. */
export function weekday(date: BusinessDate): number {
  return ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
