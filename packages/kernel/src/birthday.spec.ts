import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Birthday, birthdayOn, nextBirthdayOn } from './birthday.js';
import { diffDays, fromDayNumber, toDayNumber } from './business-date.js';
import { leapMonthOf, solarToLunar } from './lunar.js';

const born = fc
  .integer({ min: toDayNumber('1930-01-01'), max: toDayNumber('2020-12-31') })
  .map(fromDayNumber);

describe('birthday', () => {
  it('keeps a leap day birthday in February', () => {
    expect(birthdayOn(2026, { on: '1988-02-29' })).toBe('2026-02-28');
    expect(birthdayOn(2028, { on: '1988-02-29' })).toBe('2028-02-29');
    expect(nextBirthdayOn('2026-11-20', { on: '1990-11-20' })).toBe('2026-11-20');
    expect(nextBirthdayOn('2026-11-21', { on: '1990-11-20' })).toBe('2027-11-20');
  });

  it('keeps a leap month birthday in the ordinary month of other years', () => {
    const leapSixth: Birthday = { lunarMonth: 6, lunarDay: 10, leap: true };
    expect(birthdayOn(2025, leapSixth)).toBe('2025-08-03');
    expect(birthdayOn(2026, leapSixth)).toBe(birthdayOn(2026, { ...leapSixth, leap: false }));
  });

  it('keeps day 30 on the last day of a short month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2090 }),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (year, lunarMonth, leap) => {
          const on = birthdayOn(year, { lunarMonth, lunarDay: 30, leap });
          const lunar = on === null ? null : solarToLunar(on);
          expect(lunar?.month).toBe(lunarMonth);
          expect(lunar?.day).toBeGreaterThanOrEqual(29);
        },
      ),
    );
  });

  it('finds the next one within 13 lunar months, on the right lunar day', () => {
    fc.assert(
      fc.property(born, fc.integer({ min: 19_000, max: 40_000 }).map(fromDayNumber), (on, from) => {
        const lunar = solarToLunar(on);
        if (!lunar) throw new Error('outside the tables');
        const next = nextBirthdayOn(from, { lunarMonth: lunar.month, lunarDay: lunar.day, leap: lunar.leap });
        if (next === null) throw new Error('no birthday found');
        expect(diffDays(from, next)).toBeGreaterThanOrEqual(0);
        // A birthday of a leap month can slip by one more month.
        expect(diffDays(from, next)).toBeLessThanOrEqual(415);
        expect(solarToLunar(next)?.month).toBe(lunar.month);
        const solar = nextBirthdayOn(from, { on });
        expect(solar !== null && diffDays(from, solar) >= 0 && diffDays(from, solar) <= 366).toBe(true);
      }),
    );
  });

  it('keeps a leap-month birthday in the leap month where there is one, else in the ordinary month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1901, max: 2099 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 29 }),
        (year, lunarMonth, lunarDay) => {
          const leap = birthdayOn(year, { lunarMonth, lunarDay, leap: true });
          const ordinary = birthdayOn(year, { lunarMonth, lunarDay, leap: false });
          const hasLeap = leapMonthOf(year) === lunarMonth;
          expect(solarToLunar(leap ?? '')).toEqual({ year, month: lunarMonth, day: lunarDay, leap: hasLeap });
          // Once a year in either case, and never before the ordinary day.
          expect(leap === ordinary).toBe(!hasLeap);
          expect((leap ?? '') >= (ordinary ?? '')).toBe(true);
        },
      ),
    );
  });

  it('answers null for a date that cannot be', () => {
    expect(birthdayOn(2026, { lunarMonth: 13, lunarDay: 1, leap: false })).toBeNull();
    expect(birthdayOn(2026, { lunarMonth: 1, lunarDay: 31, leap: false })).toBeNull();
  });
});
