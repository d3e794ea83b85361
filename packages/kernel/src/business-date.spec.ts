import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  diffDays,
  fromDayNumber,
  isBusinessDate,
  monthEnd,
  monthStart,
  partsOf,
  toDayNumber,
  weekday,
} from './business-date.js';

const day = fc.integer({ min: -200_000, max: 200_000 });
const date = day.map(fromDayNumber);

describe('business date', () => {
  it('agrees with the calendar of the engine', () => {
    fc.assert(
      fc.property(day, (n) => {
        const engine = new Date(n * 86_400_000);
        expect(fromDayNumber(n)).toBe(engine.toISOString().slice(0, 10));
        expect(toDayNumber(fromDayNumber(n))).toBe(n);
        expect(weekday(fromDayNumber(n)) % 7).toBe(engine.getUTCDay());
      }),
    );
  });

  it('adds and subtracts days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (d, n) => diffDays(d, addDays(d, n)) === n),
    );
  });

  it('adds months and clamps to the end of the month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    fc.assert(
      fc.property(date, fc.integer({ min: -500, max: 500 }), (d, n) => {
        const [a, b] = [partsOf(d), partsOf(addMonths(d, n))];
        expect(b.year * 12 + b.month).toBe(a.year * 12 + a.month + n);
        expect(b.day).toBeLessThanOrEqual(a.day);
        expect(b.day === a.day || addMonths(d, n) === monthEnd(addMonths(d, n))).toBe(true);
      }),
    );
  });

  it('knows both ends of a month', () => {
    expect(monthEnd('2028-02-03')).toBe('2028-02-29');
    fc.assert(fc.property(date, (d) => monthStart(d) <= d && d <= monthEnd(d)));
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', null, 20260101])(
    'refuses %j',
    (text) => {
      expect(isBusinessDate(text)).toBe(false);
    },
  );

  it('throws on a day that does not exist', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});
