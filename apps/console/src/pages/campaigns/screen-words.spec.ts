import { describe, expect, it } from 'vitest';
import { countDown, curveOf, lookEvery } from './screen-words.js';

describe('the big screen of a wave', () => {
  it('counts down to the start and never below nothing', () => {
    expect(countDown(41_001)).toBe('00:42');
    expect(countDown(3_909_000)).toBe('1:05:09');
    expect(countDown(2 * 86_400_000 + 3 * 3_600_000)).toBe('2天 03:00:00');
    expect(countDown(-5_000)).toBe('00:00');
  });
  it('shows seconds without a claim as gaps, and the last two minutes only', () => {
    expect(
      curveOf([
        { second: 1, claims: 5 },
        { second: 3, claims: 2 },
      ]),
    ).toEqual([
      { second: 1, claims: 5 },
      { second: 2, claims: 0 },
      { second: 3, claims: 2 },
    ]);
    expect(
      curveOf([
        { second: 0, claims: 9 },
        { second: 500, claims: 1 },
      ]),
    ).toHaveLength(120);
    expect(curveOf([])).toEqual([]);
  });
  it('looks more often while packets fly', () => {
    expect(lookEvery('open')).toBeLessThan(lookEvery('coming'));
  });
});
