/**
 * Workdays in mainland China, with public holidays and make-up workdays 调休. The arrangements of the State Council
 * come from the `chinese-days` library, one year at a time, as they are announced each November. Years it does not
 * know yet follow the holidays fixed by law (国务院令第795号, from 2025), without any swapped days.
 */
import chineseDays from 'chinese-days';
import { type BusinessDate, dateOf, diffDays, partsOf, weekday, yearOf } from './business-date.js';
import { dragonBoatOn, midAutumnOn, springFestivalOn } from './lunar.js';

interface Arranged {
  work: boolean;
  /** Chinese name of the holiday, also for a make-up workday that belongs to it. */
  holiday: string;
}

/** The library leaves 节 off these. */
const FULL_NAMES: Record<string, string> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

/**
 * What the arrangement says about a date, null when it says nothing. Only its own entries are used: the library
 * reads and stores dates in the zone of the machine, so the two shifts cancel out, but its weekdays are not safe.
 */
function arranged(date: BusinessDate): Arranged | null {
  // Arranged days are named "National Day,国庆节,3", all others by their English weekday.
  const { work, name } = chineseDays.getDayDetail(date);
  const holiday = name.split(',')[1];
  return holiday === undefined ? null : { work, holiday: FULL_NAMES[holiday] ?? holiday };
}

/** 清明 by the formula of the solar terms, exact for 2000..2099: 4 or 5 April. */
function pureBrightnessOn(year: number): BusinessDate {
  const inCentury = year % 100;
  return dateOf(year, 4, Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4));
}

/** True when the State Council's arrangement of the year is known, so that make-up workdays are right too. */
export function isHolidayYearKnown(year: number): boolean {
  return year >= 2004 && year <= 9999 && arranged(`${year}-10-01`) !== null;
}

function statutoryHoliday(date: BusinessDate): string | null {
  const { year, month, day } = partsOf(date);
  const monthDay = date.slice(5);
  if (monthDay === '01-01') return '元旦';
  if (monthDay === '05-01' || monthDay === '05-02') return '劳动节';
  if (month === 10 && day <= 3) return '国庆节';
  if (year < 2000 || year > 2099) return null;
  const sinceSpringFestival = diffDays(springFestivalOn(year), date);
  if (sinceSpringFestival >= -1 && sinceSpringFestival <= 2) return '春节';
  if (date === dragonBoatOn(year)) return '端午节';
  if (date === midAutumnOn(year)) return '中秋节';
  return date === pureBrightnessOn(year) ? '清明节' : null;
}

/** Name of the public holiday when the date is one of its days off (`国庆节`), else null; also null on make-up workdays. */
export function holidayName(date: BusinessDate): string | null {
  if (!isHolidayYearKnown(yearOf(date))) return statutoryHoliday(date);
  const day = arranged(date);
  return day && !day.work ? day.holiday : null;
}

/** True on Monday to Friday outside public holidays, and on make-up workdays. */
export function isWorkday(date: BusinessDate): boolean {
  const weekdayWork = weekday(date) <= 5;
  if (isHolidayYearKnown(yearOf(date))) return arranged(date)?.work ?? weekdayWork;
  return weekdayWork && statutoryHoliday(date) === null;
}

/** True on a weekend day that has to be worked to pay for a long holiday. */
export function isMakeUpWorkday(date: BusinessDate): boolean {
  return weekday(date) > 5 && isWorkday(date);
}
