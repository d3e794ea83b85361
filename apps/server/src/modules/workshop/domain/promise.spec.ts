import { atShanghai, MINUTE_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDelay, isOverdue, keptPromise, promiseFor } from './promise.js';

const calendar = {
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '17:30' })),
  closedOnHolidays: true,
};

describe('promiseFor', () => {
  it('adds the minutes of the service to the arrival, on a whole minute', () => {
    expect(promiseFor(atShanghai('2025-11-21', '10:00') + 1, 60, calendar)).toBe(
      atShanghai('2025-11-21', '11:01'),
    );
  });

  it('carries what does not fit before closing over to the next open day', () => {
    expect(promiseFor(atShanghai('2025-11-21', '17:00'), 45, calendar)).toBe(
      atShanghai('2025-11-22', '08:45'),
    );
  });

  it('promises nothing for a service without a promise', () => {
    expect(promiseFor(atShanghai('2025-11-21', '10:00'), null, calendar)).toBeNull();
  });

  it('is never sooner than the minutes asked for, and a later arrival is never promised earlier', () => {
    const base = atShanghai('2025-11-21', '00:00');
    fc.assert(
      fc.property(
        fc.nat({ max: 20_000 }),
        fc.nat({ max: 600 }),
        fc.integer({ min: 15, max: 1440 }),
        (start, wait, minutes) => {
          const early = promiseFor(base + start * MINUTE_MS, minutes, calendar) ?? 0;
          const late = promiseFor(base + (start + wait) * MINUTE_MS, minutes, calendar) ?? 0;
          expect(early).toBeGreaterThanOrEqual(base + (start + minutes) * MINUTE_MS);
          expect(late).toBeGreaterThanOrEqual(early);
        },
      ),
    );
  });
});

describe('keptPromise', () => {
  it('counts to the very instant at which the car is ready, and only once both are known', () => {
    expect(keptPromise(100, 100)).toBe(true);
    expect(keptPromise(100, 101)).toBe(false);
    expect(keptPromise(null, 100)).toBeNull();
    expect(keptPromise(100, null)).toBeNull();
  });
});

describe('isOverdue and isDelay', () => {
  it('is overdue only while the car is worked on', () => {
    expect(isOverdue(100, null, 101)).toBe(true);
    expect(isOverdue(100, null, 100)).toBe(false);
    expect(isOverdue(100, 150, 200)).toBe(false);
    expect(isOverdue(null, null, 200)).toBe(false);
  });

  it('is a delay only if it breaks a promise', () => {
    expect(isDelay(100, 101)).toBe(true);
    expect(isDelay(100, 100)).toBe(false);
    expect(isDelay(null, 101)).toBe(false);
  });
});
