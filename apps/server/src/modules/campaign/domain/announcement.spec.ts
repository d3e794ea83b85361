import { atShanghai, HOUR_MS } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { announcementOf } from './announcement.js';

const rule = (...offsets: number[]) => ({ tellAt: '10:00', stages: offsets.map((offset) => ({ offset })) });
const start = atShanghai('2026-11-27', '20:00');

describe('when a wave is announced', () => {
  it('is the first day of the rule, in the words of the last day that has come', () => {
    const first = atShanghai('2026-11-24', '10:00');
    const on = (day: string) => announcementOf(start, atShanghai(day, '12:00'), rule(-1, -3));
    expect(on('2026-11-20')).toEqual({ stage: { offset: -3 }, at: first });
    expect(on('2026-11-25')).toEqual({ stage: { offset: -3 }, at: first });
    expect(on('2026-11-26')).toEqual({ stage: { offset: -1 }, at: first });
  });

  it('comes before the start, also when the hour of the day is later', () => {
    const early = atShanghai('2026-11-27', '09:00');
    expect(announcementOf(early, early - 5 * HOUR_MS, rule(0))?.at).toBe(early - HOUR_MS);
    expect(announcementOf(start, start - 5 * HOUR_MS, rule(0))?.at).toBe(atShanghai('2026-11-27', '10:00'));
  });

  it('is never where staff have no day before it', () => {
    expect(announcementOf(start, start, rule())).toBeNull();
    expect(announcementOf(start, start, rule(1))).toBeNull();
  });
});
