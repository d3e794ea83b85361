import { caseLevels } from '@cheban/contracts';
import { atShanghai, HOUR_MS, MINUTE_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCaseOverdue, slaDueAt, slaHours } from './sla.js';

const daily = {
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '17:30' })),
  closedOnHolidays: true,
};

describe('slaDueAt', () => {
  it('gives a normal case 24 business hours', () => {
    // Nine hours a day: 7.5 on Friday, 9 on Saturday, 7.5 on Sunday.
    expect(slaDueAt(atShanghai('2025-11-21', '10:00'), 'normal', daily)).toBe(
      atShanghai('2025-11-23', '16:00'),
    );
  });

  it('starts the clock at the next opening for a rating given at night', () => {
    expect(slaDueAt(atShanghai('2025-11-21', '22:00'), 'serious', daily)).toBe(
      atShanghai('2025-11-22', '16:30'),
    );
  });

  it('stands still over the National Day holiday of a store that closes', () => {
    expect(slaDueAt(atShanghai('2025-09-30', '16:30'), 'serious', daily)).toBe(
      atShanghai('2025-10-09', '15:30'),
    );
  });

  it('is never sooner than the hours themselves; a graver case is never answered later', () => {
    const base = atShanghai('2025-01-01', '00:00');
    fc.assert(
      fc.property(fc.nat({ max: 500_000 }), fc.subarray(daily.hours, { minLength: 1 }), (offset, hours) => {
        const openedAt = base + offset * MINUTE_MS;
        const due = caseLevels.map((level) => slaDueAt(openedAt, level, { ...daily, hours }));
        caseLevels.forEach((level, index) => {
          expect((due[index] ?? 0) - openedAt).toBeGreaterThanOrEqual(slaHours[level] * HOUR_MS);
        });
        expect([...due].sort((a, b) => b - a)).toEqual(due);
      }),
      { numRuns: 100 },
    );
  });
});

describe('isCaseOverdue', () => {
  it('counts from the next millisecond, and never for a closed case', () => {
    expect(isCaseOverdue(100, null, 100)).toBe(false);
    expect(isCaseOverdue(100, null, 101)).toBe(true);
    expect(isCaseOverdue(100, 150, 200)).toBe(false);
  });
});
