import { badRatingTags, isBadScore, ratingTagLabel } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOfScore, titleOfScore } from './bad-rating.js';

describe('isBadScore', () => {
  it.each([
    [3, null, true],
    [4, null, false],
    [5, 6, true],
    [5, 7, false],
    [3, 10, true],
    [4, 0, true],
  ])('%d stars with NPS %s: %s', (stars, nps, bad) => expect(isBadScore({ stars, nps })).toBe(bad));
});

describe('levelOfScore', () => {
  it('is serious for one star or an NPS up to two', () => {
    expect(levelOfScore({ stars: 1, nps: null })).toBe('serious');
    expect(levelOfScore({ stars: 3, nps: 2 })).toBe('serious');
    expect(levelOfScore({ stars: 2, nps: 3 })).toBe('normal');
  });

  it('only a bad score is serious', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.integer({ min: 0, max: 10 })),
        (stars, nps) => {
          if (levelOfScore({ stars, nps }) === 'serious') expect(isBadScore({ stars, nps })).toBe(true);
        },
      ),
    );
  });
});

describe('titleOfScore', () => {
  it('names the score that opened the case', () => {
    expect(titleOfScore({ stars: 2, nps: 4 }, ['等待太久', '交车晚了'])).toBe('2 星评价：等待太久、交车晚了');
    expect(titleOfScore({ stars: 5, nps: 3 }, [])).toBe('推荐意愿仅 3 分');
  });

  it('fits its column even with every tag', () => {
    const words = badRatingTags.map((tag) => ratingTagLabel[tag]);
    expect(titleOfScore({ stars: 1, nps: 0 }, [...words, ...words]).length).toBeLessThanOrEqual(80);
  });
});
