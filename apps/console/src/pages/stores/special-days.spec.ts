import { describe, expect, it } from 'vitest';
import { periodOf } from './period.js';
import { daysWith, daysWithout } from './special-days.js';

const day = (on: string, note = '') => ({ on, opensAt: null, closesAt: null, note });
const days = [day('2026-12-01'), day('2026-12-31', '盘点')];

describe('special days', () => {
  it('adds by date', () => {
    expect(daysWith(days, day('2026-12-15')).map(({ on }) => on)).toEqual([
      '2026-12-01',
      '2026-12-15',
      '2026-12-31',
    ]);
  });
  it('replaces the same date, and the date it was moved from', () => {
    expect(daysWith(days, day('2026-12-31', '团建'))).toEqual([days[0], day('2026-12-31', '团建')]);
    expect(daysWith(days, day('2026-12-30', '盘点'), '2026-12-31').map(({ on }) => on)).toEqual([
      '2026-12-01',
      '2026-12-30',
    ]);
    expect(daysWith(days, day('2026-12-01'), '2026-12-31')).toEqual([day('2026-12-01')]);
  });
  it('takes one away', () => {
    expect(daysWithout(days, '2026-12-01')).toEqual([days[1]]);
  });
});

describe('periods', () => {
  it('are whole days in Shanghai without clocks', () => {
    const whole = {
      fromOn: '2026-12-01',
      fromClock: null,
      toOn: '2026-12-01',
      toClock: null,
      reason: '年假',
    };
    expect(periodOf(whole)).toEqual({ from: '2026-11-30T16:00:00.000Z', to: '2026-12-01T16:00:00.000Z' });
    expect(periodOf({ ...whole, toOn: '2026-12-02' }).to).toBe('2026-12-02T16:00:00.000Z');
  });
  it('end at the clock that was given', () => {
    const noon = {
      fromOn: '2026-12-01',
      fromClock: '09:00',
      toOn: '2026-12-01',
      toClock: '12:30',
      reason: '培训',
    };
    expect(periodOf(noon)).toEqual({ from: '2026-12-01T01:00:00.000Z', to: '2026-12-01T04:30:00.000Z' });
  });
});
