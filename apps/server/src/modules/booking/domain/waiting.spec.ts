import { atShanghai } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { suits } from './waiting.js';

const wish = { fromOn: '2026-11-18', toOn: '2026-11-20', partOfDay: 'morning' as const };

describe('what a place on the waiting list takes', () => {
  it('keeps to its days and its part of the day', () => {
    const at = (on: string, clock: string) => suits(wish, atShanghai(on, clock));
    expect([at('2026-11-17', '09:00'), at('2026-11-18', '09:00'), at('2026-11-20', '11:30')]).toEqual([
      false,
      true,
      true,
    ]);
    expect([at('2026-11-20', '12:00'), at('2026-11-21', '09:00')]).toEqual([false, false]);
    expect(suits({ ...wish, partOfDay: 'afternoon' }, atShanghai('2026-11-18', '12:00'))).toBe(true);
    expect(suits({ ...wish, partOfDay: 'any' }, atShanghai('2026-11-18', '08:00'))).toBe(true);
  });
});
