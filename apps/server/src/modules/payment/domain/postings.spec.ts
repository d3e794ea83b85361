import { moneyPostings } from '@cheban/contracts/constants';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './postings.js';

const posting = fc.constantFrom(...moneyPostings);
const amount = fc.integer({ min: 1, max: 100_000_000 });

describe('postings', () => {
  it('give and take the same, so that any run of them sums to zero after every step', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(posting, amount), { maxLength: 60 }), (steps) => {
        let sum = 0;
        for (const [name, fen] of steps) {
          const lines = linesOf(name, fen);
          expect(new Set(lines.map(({ account }) => account)).size).toBe(2);
          for (const line of lines) sum += line.amountFen;
          expect(sum).toBe(0);
        }
      }),
    );
  });

  it('bring a payout back to zero in what is reserved, whether it arrives or returns', () => {
    for (const end of ['payout_paid', 'payout_returned'] as const) {
      const lines = [...linesOf('payout_reserved', 88), ...linesOf(end, 88)];
      const reserved = lines.filter(({ account }) => account === 'reserved');
      expect(reserved.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
      expect(lines.find(({ account }) => account === 'budget')?.amountFen).toBe(-88);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('refuse %s fen', (fen) => {
    expect(() => linesOf('order_paid', fen)).toThrow(RangeError);
  });
});
