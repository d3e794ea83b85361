import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './business-date.js';
import { judgeHistory, judgeReading, MAX_KM_PER_DAY, parseMileage, type Reading } from './mileage.js';

const TODAY = '2026-11-20';

/** A car that was really driven: visits 20 to 200 days apart, one steady habit give or take a fifth. */
const drivenCar = fc
  .record({
    start: fc.integer({ min: 1_000, max: 90_000 }),
    pace: fc.integer({ min: 15, max: 90 }),
    gaps: fc.array(
      fc.tuple(fc.integer({ min: 20, max: 200 }), fc.double({ min: 0.8, max: 1.2, noNaN: true })),
      {
        minLength: 3,
        maxLength: 25,
      },
    ),
  })
  .map(({ start, pace, gaps }) => {
    const readings: Reading[] = [{ on: '2010-01-01', km: start }];
    let [on, km] = ['2010-01-01', start];
    for (const [days, factor] of gaps) {
      on = addDays(on, days);
      km += Math.round(days * pace * factor);
      readings.push({ on, km });
    }
    return readings;
  });

describe('mileage', () => {
  it.each([
    ['22,936公里', 22936],
    ['５３１２６', 53126],
    ['1200 km', 1200],
    ['12.5', 12],
    ['-5', -5],
    ['', null],
    ['5.3万公里', null],
    ['不详', null],
  ])('reads %j as %s', (text, km) => {
    expect(parseMileage(text)).toBe(km);
  });

  it('finds nothing wrong with cars that were really driven', () => {
    fc.assert(
      fc.property(drivenCar, (car) => {
        expect(judgeHistory(car, { today: TODAY })).toEqual([]);
        const [newest, before] = [car[car.length - 1], car.slice(0, -1)];
        if (newest) expect(judgeReading(before, newest, TODAY)).toBe('ok');
      }),
    );
  });

  it('finds exactly the reading with a zero too many, wherever it stands', () => {
    fc.assert(
      fc.property(drivenCar, fc.nat(), (car, at) => {
        const index = at % car.length;
        const wrong = car.map((r, i) => (i === index ? { ...r, km: r.km * 10 } : r));
        const last = index === car.length - 1;
        const before = car[index - 1];
        const after = car[index + 1];
        // Where the slip hides inside what a fast driver could do, nobody can see it.
        fc.pre(last || (after !== undefined && after.km < (car[index]?.km ?? 0) * 10));
        fc.pre(!last || (before !== undefined && (car[index]?.km ?? 0) * 10 - before.km > 200 * 200 * 10));
        expect(judgeHistory(wrong, { today: TODAY })).toEqual([{ index, reason: 'times_ten' }]);
      }),
    );
  });

  it('keeps a set that is consistent, whatever it is given', () => {
    const noise = fc.array(
      fc.record({
        on: fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2015-01-01', n)),
        km: fc.integer({ min: -10, max: 400_000 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(noise, (readings) => {
        const bad = new Set(judgeHistory(readings).map((s) => s.index));
        const kept = readings
          .filter((_, i) => !bad.has(i))
          .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.km - b.km));
        kept.forEach((reading, i) => {
          const before = kept[i - 1];
          if (!before) return;
          const days = Math.max(1, (Date.parse(reading.on) - Date.parse(before.on)) / 86_400_000);
          expect(reading.km).toBeGreaterThanOrEqual(before.km);
          expect((reading.km - before.km) / days).toBeLessThanOrEqual(MAX_KM_PER_DAY);
        });
      }),
    );
  });

  it('finds the slip in a pair, and in a single reading of a car sold new', () => {
    const pair = [
      { on: '2024-04-05', km: 71_850 },
      { on: '2024-07-10', km: 14_359 },
    ];
    expect(judgeHistory(pair)).toEqual([{ index: 0, reason: 'times_ten' }]);
    const single = [{ on: '2025-11-09', km: 43_670 }];
    expect(judgeHistory(single)).toEqual([]);
    expect(judgeHistory(single, { deliveredOn: '2025-05-31' })).toEqual([{ index: 0, reason: 'times_ten' }]);
  });

  it('does not hold the delivery against a taxi that shows the same pace later', () => {
    const taxi = [
      { on: '2025-06-01', km: 30_000 },
      { on: '2025-09-01', km: 57_600 },
    ];
    expect(judgeHistory(taxi, { deliveredOn: '2025-02-20' })).toEqual([]);
  });

  it.each([
    [-1, '2026-11-01', 'negative'],
    [1.5, '2026-11-01', 'unreadable'],
    [21_000, '2026-11-21', 'future'],
    [19_000, '2026-11-01', 'backwards'],
    [20_500, '2026-03-01', 'backwards'],
    [204_000, '2026-11-01', 'times_ten'],
    [180_000, '2026-11-01', 'too_fast'],
  ])('judges %d km on %s as %s', (km, on, reason) => {
    const previous = [
      { on: '2025-06-01', km: 10_000 },
      { on: '2026-06-01', km: 20_000 },
    ];
    expect(judgeReading(previous, { on, km }, TODAY)).toEqual({ reason });
  });

  it('accepts a late entry between two readings, and the first reading of a car', () => {
    const previous = [
      { on: '2025-06-01', km: 10_000 },
      { on: '2026-06-01', km: 20_000 },
    ];
    expect(judgeReading(previous, { on: '2026-01-01', km: 15_000 }, TODAY)).toBe('ok');
    expect(judgeReading([], { on: TODAY, km: 500_000 }, TODAY)).toBe('ok');
  });
});
