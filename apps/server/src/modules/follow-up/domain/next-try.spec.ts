import { bestTimes } from '@cheban/contracts';
import { atShanghai, HOUR_MS, MINUTE_MS, shanghaiClock } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstTry, halfOf, nextTry, withinCallingHours } from './next-try.js';

const instants = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes) => atShanghai('2026-11-01', '00:00') + minutes * MINUTE_MS);
const isCallable = (instant: number) => shanghaiClock(instant) >= '09:00' && shanghaiClock(instant) < '20:00';

describe('tries', () => {
  it('spread after calls that nobody answers: two hours, the other half of tomorrow, three days, the end', () => {
    const morning = atShanghai('2026-11-21', '10:20');
    expect(nextTry(1, morning)).toBe(morning + 2 * HOUR_MS);
    expect(nextTry(2, morning)).toBe(atShanghai('2026-11-22', '15:00'));
    expect(nextTry(3, morning)).toBe(atShanghai('2026-11-24', '15:00'));
    expect(nextTry(4, morning)).toBeNull();
    expect(nextTry(2, atShanghai('2026-11-21', '16:00'))).toBe(atShanghai('2026-11-22', '10:00'));
    expect(nextTry(1, atShanghai('2026-11-21', '18:30'))).toBe(atShanghai('2026-11-22', '09:00'));
  });

  it('come later than now and never outside calling hours', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 3 }), (now, count) => {
        const at = nextTry(count, now);
        return at !== null && at > now && isCallable(at);
      }),
    );
  });

  it('start in the best time of the owner, at most a day and a night later', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...bestTimes), (from, best) => {
        const at = firstTry(from, best);
        return (
          at >= from && at - from < 48 * HOUR_MS && isCallable(at) && (best === 'any' || halfOf(at) === best)
        );
      }),
    );
    expect(withinCallingHours(atShanghai('2026-11-21', '07:00'))).toBe(atShanghai('2026-11-21', '09:00'));
  });
});
