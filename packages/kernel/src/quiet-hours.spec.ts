import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atShanghai, DAY_MS, shanghaiClock } from './business-time.js';
import { DEFAULT_QUIET_HOURS, deferOutOfQuietHours, isQuiet } from './quiet-hours.js';

const clock = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

describe('quiet hours', () => {
  it.each([
    ['2026-11-20', '20:59', '2026-11-20', '20:59'],
    ['2026-11-20', '21:00', '2026-11-21', '08:30'],
    ['2026-11-20', '23:59', '2026-11-21', '08:30'],
    ['2026-11-20', '00:00', '2026-11-20', '08:30'],
    ['2026-11-20', '08:29', '2026-11-20', '08:30'],
    ['2026-11-20', '08:30', '2026-11-20', '08:30'],
    ['2026-12-31', '22:00', '2027-01-01', '08:30'],
  ])('by default %s %s is sent at %s %s', (date, time, outDate, outTime) => {
    expect(deferOutOfQuietHours(atShanghai(date, time), DEFAULT_QUIET_HOURS)).toBe(
      atShanghai(outDate, outTime),
    );
  });

  it('never answers a quiet instant, never an earlier one, and waits less than a day', () => {
    fc.assert(
      fc.property(instant, clock, clock, (t, from, to) => {
        const out = deferOutOfQuietHours(t, { from, to });
        expect(isQuiet(out, { from, to })).toBe(false);
        expect(out).toBeGreaterThanOrEqual(t);
        expect(out - t).toBeLessThan(DAY_MS);
        if (isQuiet(t, { from, to })) expect(shanghaiClock(out)).toBe(to);
        else expect(out).toBe(t);
      }),
    );
  });

  it('has no quiet hours between equal ends', () => {
    fc.assert(fc.property(instant, clock, (t, c) => !isQuiet(t, { from: c, to: c })));
  });
});
