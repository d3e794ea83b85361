import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Taken, UNIT_MS, WORD_UNITS } from './taken.js';

const FROM = Date.parse('2026-11-20T16:00:00.000Z');
const UNITS = 14 * 96;

/** As the database tells it: one word of bits for each eight hours. */
function fill(numbers: readonly number[]): Taken {
  const taken = new Taken(FROM, FROM + UNITS * UNIT_MS);
  for (const number of numbers)
    taken.mark('bay', Math.floor(number / WORD_UNITS), (2 ** (number % WORD_UNITS)) | 0);
  return taken;
}

const unit = (number: number) => FROM + number * UNIT_MS;

describe('Taken', () => {
  it('knows the same quarter hours as a plain set', () => {
    const number = fc.integer({ min: 0, max: UNITS - 1 });
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 200 }),
        fc.array(number, { maxLength: 8 }),
        (marked, asked) => {
          const set = new Set(marked);
          const taken = fill(marked);
          expect(taken.load('bay')).toBe(set.size);
          expect(taken.isFree('bay', asked.map(unit))).toBe(asked.every((one) => !set.has(one)));
        },
      ),
    );
  });

  it('has nothing taken for others and outside of its time', () => {
    const taken = fill([0, 31, 32, UNITS - 1]);
    expect(taken.isFree('advisor', [unit(0)])).toBe(true);
    expect(taken.load('advisor')).toBe(0);
    expect(taken.isFree('bay', [unit(-1), unit(UNITS)])).toBe(true);
    expect(taken.isFree('bay', [unit(31)])).toBe(false);
  });

  it('ignores marks outside of its time', () => {
    const taken = new Taken(FROM, FROM + 96 * UNIT_MS);
    taken.mark('bay', 3, 1);
    taken.mark('bay', -1, 1);
    expect(taken.load('bay')).toBe(0);
  });
});
