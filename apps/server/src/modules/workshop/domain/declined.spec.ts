import { describe, expect, it } from 'vitest';
import { chaseAfterCancel, isDone, nextAdvice } from './declined.js';

const work = (title: string, chaseOn: string | null) => ({ title, chaseOn });

describe('work that was put off', () => {
  it('is asked about on the earliest day, all in one', () => {
    expect(nextAdvice([work('更换轮胎', '2026-12-18')])).toEqual({ on: '2026-12-18', title: '更换轮胎' });
    expect(nextAdvice([work('更换轮胎', '2026-12-18'), work('更换雨刮', '2026-12-01')])).toEqual({
      on: '2026-12-01',
      title: '更换雨刮等 2 项',
    });
  });

  it('is not asked about while a person has it in hand', () => {
    expect(nextAdvice([])).toBeNull();
    expect(nextAdvice([work('更换轮胎', null)])).toBeNull();
  });

  it('keeps its day when a booking is off, unless that has come', () => {
    expect(chaseAfterCancel('2026-12-18', '2026-12-01')).toBe('2026-12-18');
    expect(chaseAfterCancel('2026-12-01', '2026-12-01')).toBe('2026-12-08');
    expect(chaseAfterCancel(null, '2026-12-01')).toBe('2026-12-08');
  });

  it('is done when it stands on the bill', () => {
    expect(isDone('更换前刹车片', ['机油', '更换前 刹车片'])).toBe(true);
    expect(isDone('更换前刹车片', ['更换后刹车片'])).toBe(false);
  });
});
