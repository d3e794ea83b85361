import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, diffDays, fromDayNumber, monthEnd, toDayNumber } from './business-date.js';
import { type InspectedCar, nextInspection } from './inspection.js';

const car: InspectedCar = { registeredOn: '2020-11-05', use: 'private' };
const since2022 = fc
  .integer({ min: toDayNumber('2022-10-01'), max: toDayNumber('2060-01-01') })
  .map(fromDayNumber);
const registered = fc
  .integer({ min: toDayNumber('2000-01-01'), max: toDayNumber('2030-01-01') })
  .map(fromDayNumber);

describe('inspection', () => {
  it.each([
    ['2022-10-15', '2022-11-30', 'sticker'],
    ['2022-12-01', '2024-11-30', 'sticker'],
    ['2026-11-20', '2026-11-30', 'online_test'],
    ['2026-12-01', '2028-11-30', 'sticker'],
    ['2028-12-01', '2030-11-30', 'online_test'],
    ['2030-12-01', '2031-11-30', 'yearly'],
    ['2040-01-01', '2040-11-30', 'yearly'],
  ])('a car of November 2020 asked on %s is due on %s: %s', (from, dueOn, kind) => {
    expect(nextInspection(car, from)).toMatchObject({ dueOn, kind });
  });

  it('opens with the first of three months', () => {
    expect(nextInspection(car, '2026-11-20')).toMatchObject({ opensOn: '2026-09-01' });
    expect(nextInspection({ ...car, registeredOn: '2020-02-29' }, '2026-01-01')).toMatchObject({
      dueOn: '2026-02-28',
      opensOn: '2025-12-01',
    });
  });

  it('is always due at the end of the month of registration, within two years of the first', () => {
    fc.assert(
      fc.property(registered, since2022, (registeredOn, from) => {
        fc.pre(from >= registeredOn);
        const due = nextInspection({ registeredOn, use: 'private' }, from);
        if (due === 'ask_person') throw new Error('the rule covers this car');
        expect(due.dueOn >= from && due.dueOn <= addMonths(addDays(monthEnd(from), 31), 24)).toBe(true);
        expect(due.dueOn).toBe(monthEnd(due.dueOn));
        expect(due.dueOn.slice(5, 7)).toBe(registeredOn.slice(5, 7));
        expect(diffDays(due.opensOn, due.dueOn)).toBeGreaterThanOrEqual(88);
      }),
    );
  });

  it.each([
    { use: 'taxi' },
    { use: 'company', minibus: true },
    { seats: 12 },
    { reliefLost: true },
    { manufacturedOn: '2016-01-01' },
  ] as const)('leaves %j to a person', (change) => {
    expect(nextInspection({ ...car, ...change }, '2026-11-20')).toBe('ask_person');
  });

  it('covers an ordinary company car, and no date before the rule', () => {
    expect(nextInspection({ ...car, use: 'company', seats: 5 }, '2026-11-20')).toMatchObject({
      kind: 'online_test',
    });
    expect(nextInspection({ registeredOn: '2018-01-01', use: 'private' }, '2019-01-01')).toBe('ask_person');
  });
});
