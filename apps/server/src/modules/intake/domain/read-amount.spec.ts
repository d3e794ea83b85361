import { describe, expect, it } from 'vitest';
import { readAmount } from './read-amount.js';

describe('amounts of exports', () => {
  it.each([
    ['', 0],
    ['—', 0],
    ['0', 0],
    ['¥1,234.50', 123_450],
    ['￥760.00元', 76_000],
    ['RMB 200', 20_000],
    ['200 CNY', 20_000],
    ['人民币 1,234.5 元整', 123_450],
    ['1.2万元', 1_200_000],
    ['３万', 3_000_000],
    ['(760.00)', -76_000],
    ['（¥760.00）', -76_000],
    ['¥(1,000)', -100_000],
    ['100-', -10_000],
    ['－100', -10_000],
    ['-1.5万', -1_500_000],
    ['(0.00)', 0],
  ])('reads %s', (cell, fen) => {
    expect(readAmount(cell)).toBe(fen);
  });

  it.each(['免费', '1.234.5', '(-5)', '-5-', '万', '1,2万3', '12,34', '1.005', '()', 'RMB'])(
    'does not guess %s',
    (cell) => {
      expect(readAmount(cell)).toBeNull();
    },
  );
});
