import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './business-date.js';
import { kmPerDay, predictDue } from './service-due.js';

const input = {
  lastServiceOn: '2026-08-20',
  lastServiceKm: 20_000,
  everyMonths: 3,
  everyKm: 5_000,
  kmPerDay: 50,
  latestReading: { on: '2026-10-01', km: 22_000 },
};

describe('pace', () => {
  it('finds a steady pace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 3, maxLength: 10 }),
        (pace, gaps) => {
          let days = 0;
          const readings = gaps.map((gap) => {
            days += gap;
            return { on: addDays('2020-01-01', days), km: 1_000 + days * pace };
          });
          fc.pre(days - (gaps[0] ?? 0) >= 30);
          expect(kmPerDay(readings)).toBe(pace);
        },
      ),
    );
  });

  it('follows the latest habit, not the one of years ago', () => {
    const readings = [
      { on: '2020-01-01', km: 0 },
      { on: '2022-01-01', km: 100_000 },
      { on: '2026-01-01', km: 200_000 },
      { on: '2026-03-01', km: 201_180 },
      { on: '2026-05-01', km: 202_400 },
      { on: '2026-07-01', km: 203_620 },
    ];
    expect(kmPerDay(readings)).toBe(20);
  });

  it('says so when there is not enough to tell', () => {
    expect(kmPerDay([])).toBeNull();
    expect(kmPerDay([{ on: '2026-01-01', km: 5 }], 40)).toBe(40);
    expect(
      kmPerDay([
        { on: '2026-01-01', km: 5 },
        { on: '2026-01-20', km: 900 },
      ]),
    ).toBeNull();
  });

  it('stays within 1 and 300', () => {
    const year = (km: number) =>
      kmPerDay([
        { on: '2025-01-01', km: 0 },
        { on: '2026-01-01', km },
      ]);
    expect(year(10)).toBe(1);
    expect(year(360_000)).toBe(300);
  });
});

describe('next service', () => {
  it('is due by whichever comes first', () => {
    const due = predictDue(input);
    expect(due).toMatchObject({
      dueOn: '2026-11-20',
      reason: 'date',
      byDateOn: '2026-11-20',
      byKmOn: '2026-11-30',
      dueKm: 25_000,
    });
    expect(due.kmLeft('2026-11-20')).toBe(500);
    expect(predictDue({ ...input, kmPerDay: 100 })).toMatchObject({ dueOn: '2026-10-31', reason: 'km' });
  });

  it('is due at once when the odometer is past it, even without a pace', () => {
    const past = predictDue({ ...input, kmPerDay: null, latestReading: { on: '2026-10-01', km: 25_600 } });
    expect(past).toMatchObject({ dueOn: '2026-10-01', reason: 'km' });
    expect(past.kmLeft('2026-10-01')).toBe(-600);
    expect(past.kmLeft('2026-10-02')).toBeNull();
  });

  it('needs only one side, and says when it has none', () => {
    expect(predictDue({ ...input, everyKm: null })).toMatchObject({
      reason: 'date',
      byKmOn: null,
      dueKm: null,
    });
    expect(predictDue({ ...input, everyMonths: null })).toMatchObject({ reason: 'km', byDateOn: null });
    expect(predictDue({ ...input, lastServiceOn: null, lastServiceKm: null })).toMatchObject({
      dueOn: null,
      reason: null,
    });
  });

  it('has km left until the predicted day and none the day after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 20_000, max: 24_999 }), (pace, km) => {
        const due = predictDue({ ...input, kmPerDay: pace, latestReading: { on: '2026-10-01', km } });
        if (due.byKmOn === null) throw new Error('beyond the horizon');
        expect(due.kmLeft(due.byKmOn)).toBeGreaterThanOrEqual(0);
        expect(due.kmLeft(addDays(due.byKmOn, 1))).toBeLessThan(0);
      }),
    );
  });
});
