import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, safeCell } from './sheet-text.js';

describe('cells of an export', () => {
  it('never begin as a formula', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '＝');
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        expect(safeCell(first + rest)).toBe(`'${first}${rest}`);
      }),
    );
  });

  it('stay as they are when they are plain', () => {
    expect(safeCell('晋A12345')).toBe('晋A12345');
    expect(safeCell('')).toBe('');
  });

  it('keep quotes, commas and line breaks inside their cell', () => {
    expect(csvLine(['他说"好"', 'a,b', '一\n二'])).toBe('"他说""好""","a,b","一\n二"\r\n');
  });
});
