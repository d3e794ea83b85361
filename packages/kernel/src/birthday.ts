/** Birthdays by the solar or the lunar calendar. */
import { type BusinessDate, dateOf, isLeapYear, partsOf, yearOf } from './business-date.js';
import { LAST_LUNAR_YEAR, lunarMonthDays, lunarToSolar } from './lunar.js';

/** A solar birthday keeps the date of birth; a lunar one its month (1..12), day (1..30) and leap month flag. */
export type Birthday = { on: BusinessDate } | { lunarMonth: number; lunarDay: number; leap: boolean };

/**
 * The day of `year` on which the birthday is kept.
 *
 * Solar: 29 February becomes 28 February in common years, so that the wish never comes a day late and stays in the
 * month of birth. Lunar: `year` is the lunar year, so a birthday in its last months falls in January or February of
 * `year + 1`; a leap month becomes the ordinary month when the year has no such leap month, and day 30 becomes 29
 * when the month is short. Null for a lunar date that cannot exist or a year outside the tables (1900..2100).
 * Source: which years have which leap month, GB/T 33661-2017 农历的编算和颁行; that the birthday is kept in the ordinary
 * month in all other years is custom, because a leap month comes back only after 19 years or more.
 */
export function birthdayOn(year: number, birthday: Birthday): BusinessDate | null {
  if ('on' in birthday) {
    const { month, day } = partsOf(birthday.on);
    return dateOf(year, month, month === 2 && day === 29 && !isLeapYear(year) ? 28 : day);
  }
  const { lunarMonth, lunarDay } = birthday;
  const leap = birthday.leap && lunarMonthDays(year, lunarMonth, true) !== null;
  const length = lunarMonthDays(year, lunarMonth, leap);
  if (length === null || lunarDay > 30) return null;
  return lunarToSolar(year, lunarMonth, Math.min(lunarDay, length), leap);
}

/** The next birthday on or after `from`: what a yearly wish is planned by. Null when it cannot exist. */
export function nextBirthdayOn(from: BusinessDate, birthday: Birthday): BusinessDate | null {
  const year = yearOf(from);
  // A lunar year reaches into the next solar one, so the search starts a year early.
  for (let y = year - 1; y <= Math.min(year + 1, LAST_LUNAR_YEAR); y += 1) {
    const on = birthdayOn(y, birthday);
    if (on !== null && on >= from) return on;
  }
  return null;
}
