import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atShanghai,
  businessDate,
  clockMinutes,
  DAY_MS,
  shanghaiClock,
  shanghaiStamp,
  startOfBusinessDay,
} from './business-time.js';

const instant = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 11, 31) });
const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

describe('business time', () => {
  it('agrees with the time zone database since 1992', () => {
    fc.assert(
      fc.property(instant, (t) => {
        expect(shanghaiStamp(t)).toBe(shanghai.format(t));
      }),
    );
  });

  it('begins the day at midnight in Shanghai', () => {
    expect(startOfBusinessDay('2026-11-20')).toBe(Date.parse('2026-11-19T16:00:00Z'));
    fc.assert(
      fc.property(instant, (t) => {
        const start = startOfBusinessDay(businessDate(t));
        return start <= t && t < start + DAY_MS;
      }),
    );
  });

  it('finds the instant of a clock time and back', () => {
    expect(atShanghai('2026-11-20', '09:30')).toBe(Date.parse('2026-11-20T01:30:00Z'));
    fc.assert(
      fc.property(instant, (t) => {
        const found = atShanghai(businessDate(t), shanghaiClock(t));
        expect(t - found).toBeGreaterThanOrEqual(0);
        expect(t - found).toBeLessThan(60_000);
      }),
    );
  });

  it.each(['24:00', '9:30', '09:60', '', '09:30:00'])('refuses the clock time %j', (clock) => {
    expect(() => clockMinutes(clock)).toThrow(RangeError);
  });
});
