/**
 * The lunar calendar 农历. Month lengths come from the tables of the `chinese-days` library; the conversions are
 * done here on day numbers, because the library's own depend on the time zone of the machine.
 */
// The default import is the only form that Node (CommonJS) and bundlers (ES build) both understand.
import chineseDays from 'chinese-days';
import { type BusinessDate, fromDayNumber, toDayNumber } from './business-date.js';

export interface LunarDate {
  /** The year in which the lunar year begins, 1900..2100. */
  year: number;
  /** 1..12 */
  month: number;
  /** 1..30 */
  day: number;
  /** True for the leap month 闰月 that follows the ordinary month of the same number. */
  leap: boolean;
}

export const FIRST_LUNAR_YEAR = 1900;
export const LAST_LUNAR_YEAR = 2100;
/** 1900-01-31 was the first day of lunar 1900. */
const FIRST_DAY = toDayNumber('1900-01-31');

interface Month {
  month: number;
  leap: boolean;
  days: number;
}

/**
 * Months in which the library's table is a day off, found by computing the new moons (Meeus): lunar 6-1 of 1996 was
 * 16 July (new moon 00:15 in Beijing) and 8-1 was 13 September; lunar 4-1 of 2060 is 30 April.
 */
const CORRECTED_DAYS: Record<number, Record<number, number>> = {
  1996: { 5: 30, 6: 29, 7: 30, 8: 29 },
  2060: { 3: 29, 4: 30 },
};

function monthsOf(year: number): Month[] {
  const { leapMonth, days } = chineseDays.getYearLeapMonth(year);
  const months: Month[] = [];
  for (let month = 1; month <= 12; month += 1) {
    months.push({
      month,
      leap: false,
      days: CORRECTED_DAYS[year]?.[month] ?? chineseDays.monthDays(year, month),
    });
    if (month === leapMonth) months.push({ month, leap: true, days });
  }
  return months;
}

/** Day number on which each lunar year begins, one more than the last year; filled on first use. */
let yearStarts: number[] | null = null;

function startsOfYears(): number[] {
  if (yearStarts) return yearStarts;
  const starts = [FIRST_DAY];
  let start = FIRST_DAY;
  for (let year = FIRST_LUNAR_YEAR; year <= LAST_LUNAR_YEAR; year += 1) {
    for (const month of monthsOf(year)) start += month.days;
    starts.push(start);
  }
  yearStarts = starts;
  return starts;
}

function isLunarYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_LUNAR_YEAR && year <= LAST_LUNAR_YEAR;
}

/** The leap month of a lunar year, or null when it has none or lies outside 1900..2100. */
export function leapMonthOf(year: number): number | null {
  return isLunarYear(year) ? (chineseDays.getYearLeapMonth(year).leapMonth ?? null) : null;
}

/** Days of a lunar month, 29 or 30; null when the year has no such month or lies outside 1900..2100. */
export function lunarMonthDays(year: number, month: number, leap: boolean): number | null {
  if (!isLunarYear(year)) return null;
  return monthsOf(year).find((m) => m.month === month && m.leap === leap)?.days ?? null;
}

/** The solar date of a lunar one; null when the lunar year has no such month or day, or lies outside 1900..2100. */
export function lunarToSolar(year: number, month: number, day: number, leap: boolean): BusinessDate | null {
  const length = lunarMonthDays(year, month, leap);
  if (length === null || !Number.isInteger(day) || day < 1 || day > length) return null;
  let number = startsOfYears()[year - FIRST_LUNAR_YEAR] ?? 0;
  for (const m of monthsOf(year)) {
    if (m.month === month && m.leap === leap) break;
    number += m.days;
  }
  return fromDayNumber(number + day - 1);
}

/** The lunar date of a solar one; null outside lunar 1900..2100. Throws RangeError when the date is no real day. */
export function solarToLunar(date: BusinessDate): LunarDate | null {
  const number = toDayNumber(date);
  const starts = startsOfYears();
  if (number < FIRST_DAY || number >= (starts[starts.length - 1] ?? 0)) return null;
  let year = FIRST_LUNAR_YEAR;
  while ((starts[year + 1 - FIRST_LUNAR_YEAR] ?? 0) <= number) year += 1;
  let rest = number - (starts[year - FIRST_LUNAR_YEAR] ?? 0);
  for (const { month, leap, days } of monthsOf(year)) {
    if (rest < days) return { year, month, day: rest + 1, leap };
    rest -= days;
  }
  return null;
}

function festival(year: number, month: number, day: number): BusinessDate {
  const date = lunarToSolar(year, month, day, false);
  if (!date) throw new RangeError(`lunar tables cover 1900..2100, not ${year}`);
  return date;
}

/** 春节, first day of the lunar year that begins in `year`. Throws RangeError outside 1900..2100. */
export function springFestivalOn(year: number): BusinessDate {
  return festival(year, 1, 1);
}

/** 端午节, lunar 5-5. Throws RangeError outside 1900..2100. */
export function dragonBoatOn(year: number): BusinessDate {
  return festival(year, 5, 5);
}

/** 中秋节, lunar 8-15. Throws RangeError outside 1900..2100. */
export function midAutumnOn(year: number): BusinessDate {
  return festival(year, 8, 15);
}
