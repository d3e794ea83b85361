import { describe, expect, it } from 'vitest';
import { lastDay } from './erasure-dates.js';

describe('the last day of a wish to be deleted', () => {
  it.each([
    // Wednesday; ten workdays are two weeks.
    ['2026-11-18', '2026-12-02'],
    // Before National Day 2025: eight days off, and 11 October is worked.
    ['2025-09-30', '2025-10-21'],
  ])('%s → %s', (today, last) => {
    expect(lastDay(today)).toBe(last);
  });
});
