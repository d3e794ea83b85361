import { describe, expect, it } from 'vitest';
import { segmentAt } from '../domain/odds.js';
import { rollInput, rollOf } from './wheel-roll.js';

const SECRET = 'a secret of this test, always the same one.';

describe('the roll of a turn', () => {
  it('is the same for the same game, person and turn, and of them alone', () => {
    const rolls = [1, 2, 3].map((turn) => rollOf(SECRET, rollInput('G', 'O', turn)));
    expect(rolls).toEqual([1, 2, 3].map((turn) => rollOf(SECRET, rollInput('G', 'O', turn))));
    expect(new Set(rolls).size).toBe(3);
    expect(rollOf('another secret', rollInput('G', 'O', 1))).not.toBe(rolls[0]);
  });

  it('keeps to the odds: chi-square over 100,000 turns', () => {
    const odds = [1, 49, 450, 2_500, 7_000];
    const turns = 100_000;
    const drawn = odds.map(() => 0);
    for (let turn = 0; turn < turns; turn += 1) {
      const roll = rollOf(SECRET, rollInput('G', `owner-${turn % 997}`, turn));
      const place = segmentAt(
        odds.map((value) => ({ odds: value })),
        roll,
      );
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    const chi = odds.reduce((sum, value, place) => {
      const expected = (turns * value) / 10_000;
      return sum + ((drawn[place] ?? 0) - expected) ** 2 / expected;
    }, 0);
    // Four degrees of freedom: a fair wheel is beyond 18.47 once in a thousand secrets, and this secret stands still.
    expect(chi).toBeLessThan(18.47);
  });
});
