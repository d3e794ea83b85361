import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canSplit, seededRandom, shuffle, splitFixed, splitRandom } from './split.js';

const seed = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer());
/** Splits that exist: so many packets between least and most. */
const splits = fc
  .record({
    count: fc.integer({ min: 1, max: 400 }),
    minFen: fc.integer({ min: 1, max: 200 }),
    room: fc.integer({ min: 0, max: 2_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ count, minFen, room, share }) => ({
    count,
    minFen,
    maxFen: minFen + room,
    totalFen: minFen * count + Math.floor(room * count * share),
  }));
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('splitting a budget into packets', () => {
  it('comes out at the exact sum, every packet between least and most', () => {
    fc.assert(
      fc.property(splits, seed, (split, numbers) => {
        const amounts = splitRandom(split, seededRandom(numbers));
        expect(amounts).toHaveLength(split.count);
        expect(sum(amounts)).toBe(split.totalFen);
        expect(amounts.every((amount) => amount >= split.minFen && amount <= split.maxFen)).toBe(true);
      }),
    );
  });

  it('refuses what cannot be split, and nothing else', () => {
    fc.assert(
      fc.property(splits, fc.integer({ min: -50, max: 50 }), (split, shift) => {
        const other = { ...split, totalFen: split.totalFen + shift * split.count };
        if (canSplit(other)) splitRandom(other, () => 0.5);
        else expect(() => splitRandom(other, () => 0.5)).toThrow(RangeError);
      }),
    );
  });

  it('favours nobody: the first place wins as much as the last, over many splits', () => {
    const random = seededRandom([1, 2, 3, 4]);
    const totals = Array.from({ length: 10 }, () => 0);
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1)
      splitRandom({ totalFen: 1_000, count: 10, minFen: 10 }, random).forEach((amount, place) => {
        totals[place] = (totals[place] ?? 0) + amount;
      });
    for (const total of totals) {
      expect(total / rounds).toBeGreaterThan(96);
      expect(total / rounds).toBeLessThan(104);
    }
  });

  it('fixed packets differ by one fen at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 100_000 }),
        (count, totalFen) => {
          const amounts = splitFixed({ count, totalFen });
          expect(sum(amounts)).toBe(totalFen);
          expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('shuffles without losing or doubling, alike for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), seed, (items, numbers) => {
        const shuffled = shuffle([...items], seededRandom(numbers));
        expect([...shuffled].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
        expect(shuffle([...items], seededRandom(numbers))).toEqual(shuffled);
      }),
    );
  });
});
