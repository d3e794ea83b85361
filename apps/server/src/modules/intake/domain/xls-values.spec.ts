import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContinuedBytes, decodeRk } from './xls-values.js';

/** A packed integer, as programs write it. */
const packedInteger = (value: number, inHundredths: boolean) =>
  ((value << 2) | 2 | (inHundredths ? 1 : 0)) >>> 0;

describe('decodeRk', () => {
  it('reads integers, hundredths and halves of doubles', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 29), max: 2 ** 29 - 1 }), fc.boolean(), (value, inHundredths) => {
        expect(decodeRk(packedInteger(value, inHundredths))).toBe(inHundredths ? value / 100 : value);
      }),
    );
    // The examples of the specification: 1, 1.23, 12345600 as double, as integer and in hundredths.
    expect(decodeRk(0x3ff0_0000)).toBe(1);
    expect(decodeRk(0x405e_c001)).toBe(1.23);
    expect(decodeRk(0x02f1_853a)).toBe(12_345_678);
    expect(decodeRk(0x02f1_853b)).toBe(123_456.78);
  });
});

/** Writes texts one after the other into records of `most` bytes, as programs cut them. */
function inRecords(texts: readonly string[], most: number): Buffer[] {
  const parts: number[][] = [[]];
  const room = () => most - (parts.at(-1)?.length ?? 0);
  for (const text of texts) {
    const isWide = (letters: string) => /[^\0-\xff]/.test(letters);
    const wide = isWide(text);
    // The head of a text is never cut.
    if (room() < 3) parts.push([]);
    parts.at(-1)?.push(text.length & 255, text.length >> 8, wide ? 1 : 0);
    for (let at = 0, asWide = wide; at < text.length; at += 1) {
      if (room() < (asWide ? 2 : 1)) {
        // What is left may be written narrower than what stood before.
        asWide = isWide(text.slice(at));
        parts.push([asWide ? 1 : 0]);
      }
      const code = text.charCodeAt(at);
      parts.at(-1)?.push(...(asWide ? [code & 255, code >> 8] : [code]));
    }
  }
  return parts.map((part) => Buffer.from(part));
}

describe('ContinuedBytes', () => {
  it('reads texts wherever the records cut them', () => {
    const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.integer({ min: 8, max: 60 }), (texts, most) => {
        const bytes = new ContinuedBytes(inRecords(texts, most));
        expect(texts.map(() => bytes.text(2))).toEqual(texts);
        expect(bytes.atEnd).toBe(true);
      }),
    );
  });

  it('leaves out what belongs to the look of a text, across records', () => {
    const rich = Buffer.from([2, 0, 12, 1, 0, 3, 0, 0, 0, 65, 66, 9, 9]);
    const rest = Buffer.from([9, 9, 9, 9, 9, 1, 0, 0, 67]);
    const bytes = new ContinuedBytes([rich, rest]);
    expect([bytes.text(2), bytes.text(2)]).toEqual(['AB', 'C']);
  });

  it('refuses texts that go on beyond the last record', () => {
    expect(() => new ContinuedBytes([Buffer.from([5, 0, 0, 65])]).text(2)).toThrow(RangeError);
    expect(() => new ContinuedBytes([Buffer.from([5, 0])]).text(2)).toThrow(RangeError);
    expect(() => new ContinuedBytes([Buffer.from([2, 0, 1, 65, 0, 66])]).text(2)).toThrow(RangeError);
  });
});
