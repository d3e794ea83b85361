import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber } from './business-date.js';
import {
  leapMonthOf,
  lunarMonthDays,
  lunarToSolar,
  midAutumnOn,
  solarToLunar,
  springFestivalOn,
} from './lunar.js';

const covered = fc
  .integer({ min: toDayNumber('1900-01-31'), max: toDayNumber('2101-01-28') })
  .map(fromDayNumber);

describe('lunar calendar', () => {
  it.each([
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2033, '2033-01-31'],
    [2034, '2034-02-19'],
  ])('Spring Festival of %i is on %s', (year, date) => {
    expect(springFestivalOn(year)).toBe(date);
  });

  it.each([
    [2025, '2025-10-06'],
    [2026, '2026-09-25'],
    [2027, '2027-09-15'],
  ])('Mid-Autumn of %i is on %s', (year, date) => {
    expect(midAutumnOn(year)).toBe(date);
  });

  it('converts every day there and back', () => {
    fc.assert(
      fc.property(covered, (date) => {
        const lunar = solarToLunar(date);
        expect(lunar && lunarToSolar(lunar.year, lunar.month, lunar.day, lunar.leap)).toBe(date);
      }),
      { numRuns: 500 },
    );
  });

  // New moons within minutes of midnight in Beijing: ICU puts these months a day off. The last one is 1933's, where
  // the table follows the almanac of the time and ICU the astronomers.
  const disputed = [
    '1954-02-03',
    '1955-02-22',
    '1999-01-17',
    '2012-08-17',
    '2018-11-07',
    '2027-02-06',
    '2030-02-02',
  ];
  const nearDisputed = [...disputed, '1933-07-22'].map(toDayNumber);

  it('agrees with the Chinese calendar of ICU for owners alive today', () => {
    // The name of a month can be in dispute as well (1987), so only the day is compared.
    const icu = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'UTC',
      month: 'numeric',
      day: 'numeric',
    });
    const recent = fc
      .integer({ min: toDayNumber('1930-01-01'), max: toDayNumber('2065-12-31') })
      .filter((n) => nearDisputed.every((start) => n < start || n > start + 30));
    fc.assert(
      fc.property(recent, (n) => {
        const day = icu.formatToParts(n * 86_400_000).find((part) => part.type === 'day')?.value;
        expect(String(solarToLunar(fromDayNumber(n))?.day)).toBe(day);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['1996-07-16', { year: 1996, month: 6, day: 1, leap: false }],
    ['1996-09-13', { year: 1996, month: 8, day: 1, leap: false }],
    ['2060-04-30', { year: 2060, month: 4, day: 1, leap: false }],
    ['1987-07-26', { year: 1987, month: 6, day: 1, leap: true }],
    ['2018-11-08', { year: 2018, month: 10, day: 1, leap: false }],
    ['2026-11-20', { year: 2026, month: 10, day: 12, leap: false }],
  ])('%s is %o', (date, lunar) => {
    expect(solarToLunar(date)).toEqual(lunar);
  });

  it('knows leap months', () => {
    expect(leapMonthOf(2025)).toBe(6);
    expect(leapMonthOf(2026)).toBeNull();
    expect(lunarToSolar(2025, 6, 1, true)).toBe('2025-07-25');
    expect(lunarToSolar(2026, 6, 1, true)).toBeNull();
  });

  it('answers null outside its tables and for days that a month lacks', () => {
    expect(solarToLunar('1900-01-30')).toBeNull();
    expect(lunarToSolar(2101, 1, 1, false)).toBeNull();
    const short = [1, 2, 3, 4].find((m) => lunarMonthDays(2026, m, false) === 29) ?? 0;
    expect(lunarToSolar(2026, short, 30, false)).toBeNull();
    expect(() => springFestivalOn(1899)).toThrow(RangeError);
  });
});
