import { ODDS_WHOLE } from '@cheban/contracts/constants';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddsOf, segmentAt, turnsUntilGone } from './odds.js';

/** Between 2 and 12 whole odds that sum up to 10,000. */
const wheels = fc
  .uniqueArray(fc.integer({ min: 0, max: ODDS_WHOLE }), { minLength: 1, maxLength: 11 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), ODDS_WHOLE])
  .map((edges) => edges.slice(1).map((edge, place) => ({ odds: edge - (edges[place] ?? 0) })));

describe('odds of a wheel', () => {
  it('gives each segment exactly as many of the 10,000 rolls as its odds say', () => {
    fc.assert(
      fc.property(wheels, (segments) => {
        const counts = segments.map(() => 0);
        for (let roll = 0; roll < ODDS_WHOLE; roll += 1) {
          const place = segmentAt(segments, roll);
          counts[place] = (counts[place] ?? 0) + 1;
        }
        expect(counts).toEqual(segments.map(({ odds }) => odds));
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a roll beyond the odds', () => {
    expect(() => segmentAt([{ odds: 10 }], 10)).toThrow(RangeError);
  });

  it('says odds without rounding them away', () => {
    expect([1, 150, 333, 10_000].map(oddsOf)).toEqual(['0.01%', '1.5%', '3.33%', '100%']);
  });

  it('knows when the first prize is gone on average', () => {
    const segments = [
      { odds: 100, prize: { count: 5 } },
      { odds: 1_000, prize: { count: 20 } },
      { odds: 8_900, prize: null },
    ];
    expect(turnsUntilGone(segments)).toBe(200);
    expect(turnsUntilGone([{ odds: 10_000, prize: null }])).toBeNull();
  });
});
