import fc from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { encodeQr } from './qr';

const scale = 4;
const quiet = 4;

/** What an independent reader makes of the modules drawn as a picture. */
function read(grid: readonly boolean[][]): string | undefined {
  const edge = (grid.length + 2 * quiet) * scale;
  const pixels = new Uint8ClampedArray(edge * edge * 4).fill(255);
  grid.forEach((line, row) => {
    line.forEach((dark, column) => {
      if (!dark) return;
      for (let y = 0; y < scale; y += 1) {
        for (let x = 0; x < scale; x += 1) {
          const at = (((row + quiet) * scale + y) * edge + (column + quiet) * scale + x) * 4;
          pixels.fill(0, at, at + 3);
        }
      }
    });
  });
  return jsqr(pixels, edge, edge)?.data;
}

describe('QR codes', () => {
  it('are read back by another implementation', () => {
    const ascii = fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 106,
    });
    fc.assert(
      fc.property(ascii, (text) => {
        expect(read(encodeQr(text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('stay small for a check-in code', () => {
    expect(encodeQr('CB7K2M9Q')).toHaveLength(21);
  });

  it('refuse what they cannot hold', () => {
    expect(() => encodeQr('车')).toThrow(RangeError);
    expect(() => encodeQr('x'.repeat(107))).toThrow(RangeError);
  });
});
