import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

describe('pace', () => {
  it('lets everything pass when there is no limit', () => {
    expect(new Pace(0).take(1_000_000, 5)).toBe(0);
  });

  it('makes the next wait until the last has had its time', () => {
    const pace = new Pace(100);
    expect(pace.take(50, 1_000)).toBe(0);
    expect(pace.take(100, 1_000)).toBe(500);
    expect(pace.take(1, 4_000)).toBe(0);
  });

  it('takes back what was not needed, so that the next need not wait for it', () => {
    const pace = new Pace(100);
    pace.take(100, 1_000);
    pace.giveBack(80);
    expect(pace.take(100, 1_000)).toBeCloseTo(200);
    pace.giveBack(100);
    expect(pace.take(1, 1_000)).toBeCloseTo(200);
    const free = new Pace(0);
    free.giveBack(100);
    expect(free.take(1, 0)).toBe(0);
  });

  it('never lets more through than the rate allows beyond the last piece', () => {
    const steps = fc.array(fc.record({ count: fc.integer({ min: 1, max: 100 }), pauseMs: fc.nat(2_000) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), steps, (perSecond, list) => {
        const pace = new Pace(perSecond);
        let now = 0;
        let before = 0;
        let first: number | null = null;
        for (const { count, pauseMs } of list) {
          now += pauseMs;
          now += pace.take(count, now);
          first ??= now;
          // Everything that started before this one fits into the time that has passed.
          expect(before).toBeLessThanOrEqual(((now - first) / 1000) * perSecond + 1e-6);
          before += count;
        }
      }),
    );
  });
});
