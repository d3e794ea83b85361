import { atShanghai, DEFAULT_QUIET_HOURS, HOUR_MS, isQuiet, MINUTE_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payoutReminders } from './payout-notices.js';

const day = '2026-11-27';
const DAY_MS = 24 * HOUR_MS;
const of = (now: number, until = now + DAY_MS) => payoutReminders(now, until, DEFAULT_QUIET_HOURS);

describe('reminders of money that waits', () => {
  it('come half an hour later and six hours before it lapses', () => {
    const won = atShanghai(day, '20:00');
    expect(of(won)).toEqual([
      { key: 'waiting', at: won + 30 * MINUTE_MS },
      { key: 'expiring', at: won + 18 * HOUR_MS },
    ]);
  });

  it('come in the evening before where the morning is too late', () => {
    const won = atShanghai(day, '09:00');
    expect(of(won)[1]).toEqual({ key: 'expiring', at: atShanghai(day, '20:00') });
  });

  it('are never in the night, never without an hour left, and the second never before the first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_440 }), (minute) => {
        const won = atShanghai(day, '00:00') + minute * MINUTE_MS;
        const times = of(won);
        for (const { at } of times) {
          expect(isQuiet(at, DEFAULT_QUIET_HOURS)).toBe(false);
          expect(at).toBeGreaterThan(won);
          expect(won + DAY_MS - at).toBeGreaterThanOrEqual(HOUR_MS);
        }
        expect(times.map(({ at }) => at)).toEqual(times.map(({ at }) => at).toSorted((a, b) => a - b));
        expect(times).not.toEqual([]);
      }),
    );
  });
});
