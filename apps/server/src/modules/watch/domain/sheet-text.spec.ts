import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './sheet-text.js';

describe('cells of an export', () => {
  it('never begin as a formula', () => {
    const start = fc.constantFrom('=', '+', '@', '\t', '\r', ' =', '＝', '\u0000');
    fc.assert(
      fc.property(start, fc.stringMatching(/^[a-z(!]{1,9}$/), (first, rest) => {
        expect(csvLine([first + rest])).toBe(`"'${first}${rest}"\r\n`);
      }),
    );
  });

  it('stay as they are when they are plain', () => {
    expect(csvLine(['晋A12345', '', '-5.00', '—'])).toBe('"晋A12345","","-5.00","—"\r\n');
  });

  it('keep quotes, commas and line breaks inside their cell', () => {
    expect(csvLine(['他说"好"', 'a,b', '一\n二'])).toBe('"他说""好""","a,b","一\n二"\r\n');
  });
});
