import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan, parseYuan } from './money.js';

describe('money', () => {
  it.each([
    ['1,234.50', 123450],
    ['1234.5', 123450],
    ['¥12', 1200],
    ['１２．５０元', 1250],
    ['-0.01', -1],
    ['-¥3', -300],
    ['0.290000', 29],
    ['0', 0],
    ['-0', 0],
    ['4.35', 435],
  ])('reads %s as %i fen', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  it.each(['', '元', '1.005', '12,34', '1,2345', '1e3', '.5', 'NaN', '--1', '99999999999999999'])(
    'refuses %j',
    (text) => {
      expect(parseYuan(text)).toBeNull();
    },
  );

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        expect(parseYuan(formatYuan(fen)) === fen).toBe(true);
      }),
    );
  });

  it('writes separators and two decimals, and no fractions of a fen', () => {
    expect(formatYuan(123450)).toBe('1,234.50');
    expect(formatYuan(-5)).toBe('-0.05');
    expect(formatYuan(123456789012)).toBe('1,234,567,890.12');
    expect(() => formatYuan(0.5)).toThrow(RangeError);
  });
});
