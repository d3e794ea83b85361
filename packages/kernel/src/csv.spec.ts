import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvOf } from './csv.js';
import { isFormulaInjection } from './text.js';

describe('CSV', () => {
  it('never begins a cell with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '＝'), fc.string(), (first, rest) => {
        expect(isFormulaInjection(csvCell(first + rest).replace(/^"/, ''))).toBe(false);
        expect(csvCell(`${first}a${rest}`).replace(/^"/, '')).toMatch(/^'/);
      }),
    );
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(csvOf([['a,b', '他说"好"', '两\n行'], ['普通']])).toBe(
      '\ufeff"a,b","他说""好""","两\n行"\r\n普通\r\n',
    );
    expect(csvCell('王,"小"明')).toBe('"王,""小""明"');
  });
});
