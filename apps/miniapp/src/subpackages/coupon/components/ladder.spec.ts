import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderShare } from './ladder';

const levels = [0, 200_000, 500_000];

describe('the ladder of levels', () => {
  it('stands on a step with its amount, and half way between two with half of it', () => {
    expect([0, 100_000, 200_000, 350_000, 500_000].map((fen) => ladderShare(fen, levels))).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ]);
  });

  it('never goes back when more is spent, nor beyond its ends', () => {
    const fen = fc.integer({ min: -50_000, max: 2_000_000 });
    fc.assert(
      fc.property(fen, fc.nat(500_000), (spent, more) => {
        const [now, later] = [ladderShare(spent, levels), ladderShare(spent + more, levels)];
        expect(now >= 0 && later <= 1 && now <= later).toBe(true);
      }),
    );
  });

  it('is full when there is one level only', () => {
    expect(ladderShare(0, [0])).toBe(1);
  });
});
