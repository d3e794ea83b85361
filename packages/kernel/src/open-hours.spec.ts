import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './business-date.js';
import { atShanghai, businessDate, HOUR_MS, MINUTE_MS } from './business-time.js';
import { addOpenMinutes, type OpeningCalendar, openWindow } from './open-hours.js';

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '17:30' }));
const daily: OpeningCalendar = { hours: everyDay, closedOnHolidays: true };
const weekdaysOnly: OpeningCalendar = { hours: everyDay.slice(0, 5), closedOnHolidays: true };

describe('openWindow', () => {
  it('gives the hours of the weekday in Shanghai time', () => {
    expect(openWindow('2025-11-21', daily)).toEqual({
      from: atShanghai('2025-11-21', '08:30'),
      to: atShanghai('2025-11-21', '17:30'),
      pause: null,
    });
  });

  it('is null on a weekday without hours, and on a public holiday that the store keeps', () => {
    expect(openWindow('2025-11-22', weekdaysOnly)).toBeNull();
    expect(openWindow('2025-10-01', daily)).toBeNull();
    expect(openWindow('2025-10-01', { ...daily, closedOnHolidays: false })).not.toBeNull();
  });

  it('opens with the hours of Monday on a make-up workday', () => {
    // Sunday 2025-09-28 was worked for the long National Day holiday.
    expect(openWindow('2025-09-28', weekdaysOnly)?.from).toBe(atShanghai('2025-09-28', '08:30'));
  });

  it('lets a special day beat holidays and weekdays, closed or open', () => {
    const specialDays = [
      { on: '2025-10-01', opensAt: '09:00', closesAt: '12:00' },
      { on: '2025-11-21', opensAt: null, closesAt: null },
    ];
    expect(openWindow('2025-10-01', { ...daily, specialDays })).toEqual({
      from: atShanghai('2025-10-01', '09:00'),
      to: atShanghai('2025-10-01', '12:00'),
      pause: null,
    });
    expect(openWindow('2025-11-21', { ...daily, specialDays })).toBeNull();
  });

  it('works holidays at shorter hours, and names the break of a weekday', () => {
    const calendar = {
      hours: everyDay.map((day) => ({ ...day, breakFrom: '12:00', breakTo: '13:00' })),
      closedOnHolidays: false,
      holidayHours: { opensAt: '10:00', closesAt: '15:00' },
    };
    expect(openWindow('2025-10-01', calendar)?.to).toBe(atShanghai('2025-10-01', '15:00'));
    expect(openWindow('2025-10-01', calendar)?.pause).toBeNull();
    expect(openWindow('2025-11-21', calendar)?.pause).toEqual({
      from: atShanghai('2025-11-21', '12:00'),
      to: atShanghai('2025-11-21', '13:00'),
    });
  });

  it('reads 24:00 as the end of the day', () => {
    const night = { hours: [{ weekday: 5, opensAt: '18:00', closesAt: '24:00' }], closedOnHolidays: false };
    expect(openWindow('2025-11-21', night)?.to).toBe(atShanghai('2025-11-22', '00:00'));
  });
});

describe('addOpenMinutes', () => {
  it('goes on at the next opening when the day is over', () => {
    expect(addOpenMinutes(atShanghai('2025-11-21', '17:00'), 60, daily)).toBe(
      atShanghai('2025-11-22', '09:00'),
    );
    expect(addOpenMinutes(atShanghai('2025-11-21', '17:00'), 60, weekdaysOnly)).toBe(
      atShanghai('2025-11-24', '09:00'),
    );
  });

  it('starts at the opening when it is asked at night', () => {
    expect(addOpenMinutes(atShanghai('2025-11-21', '03:00'), 45, daily)).toBe(
      atShanghai('2025-11-21', '09:15'),
    );
  });

  it('counts every minute of a store without hours', () => {
    const from = atShanghai('2025-11-21', '03:00');
    expect(addOpenMinutes(from, 90, { hours: [], closedOnHolidays: true })).toBe(from + 90 * MINUTE_MS);
  });

  const instants = fc
    .integer({ min: 0, max: 365 * 24 * 60 })
    .map((minutes) => atShanghai('2025-01-01', '00:00') + minutes * MINUTE_MS);
  const calendars = fc.record({
    hours: fc.subarray(everyDay, { minLength: 1 }),
    closedOnHolidays: fc.boolean(),
  });

  it('ends within opening hours, passes exactly that much open time, and is additive', () => {
    fc.assert(
      fc.property(
        instants,
        calendars,
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        (from, calendar, a, b) => {
          const end = addOpenMinutes(from, a, calendar);
          const window = openWindow(businessDate(end), calendar);
          if (!window) throw new Error('ended on a closed day');
          expect(end).toBeGreaterThan(window.from);
          expect(end).toBeLessThanOrEqual(window.to);
          expect(openMinutes(from, end, calendar)).toBe(a);
          expect(addOpenMinutes(end, b, calendar)).toBe(addOpenMinutes(from, a + b, calendar));
        },
      ),
      { numRuns: 200 },
    );
  });

  /** Counted the slow way: open time day by day. */
  function openMinutes(from: number, to: number, calendar: OpeningCalendar): number {
    let total = 0;
    for (let date = businessDate(from); date <= businessDate(to + 24 * HOUR_MS); date = addDays(date, 1)) {
      const window = openWindow(date, calendar);
      if (window) total += Math.max(0, Math.min(to, window.to) - Math.max(from, window.from));
    }
    return total / MINUTE_MS;
  }
});
