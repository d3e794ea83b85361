import { describe, expect, it } from 'vitest';
import { PAGE_MS, ROWS, turned } from './turning.js';

describe('a column that turns its pages', () => {
  it('stands still while all of it fits', () => {
    expect(turned([1, 2], 5 * PAGE_MS)).toEqual({ shown: [1, 2], left: 0 });
    expect(turned([], 0)).toEqual({ shown: [], left: 0 });
  });

  it.each([1, ROWS, ROWS + 1, 3 * ROWS - 1, 60])(
    'shows each of %i cars in turn, and never an empty page',
    (length) => {
      const all = Array.from({ length }, (_, index) => index);
      const pages = Math.ceil(length / ROWS);
      for (const start of [0, 1, 5 * PAGE_MS - 1]) {
        const seen = Array.from({ length: pages }, (_, turn) => turned(all, start + turn * PAGE_MS).shown);
        for (const page of seen) expect(page.length).toBeGreaterThan(0);
        expect(seen.flat().sort((a, b) => a - b)).toEqual(all);
      }
    },
  );
});
