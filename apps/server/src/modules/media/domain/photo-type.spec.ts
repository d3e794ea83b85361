import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { photoTypeOf } from './photo-type.js';

const padded = (...bytes: number[]) => Buffer.concat([Buffer.from(bytes), Buffer.alloc(20)]);

describe('photoTypeOf', () => {
  it('knows the three formats by their first bytes', () => {
    expect(photoTypeOf(padded(0xff, 0xd8, 0xff, 0xe0))).toBe('jpeg');
    expect(photoTypeOf(padded(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('png');
    expect(photoTypeOf(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toBe('webp');
  });

  it('refuses scripts, archives and other pictures', () => {
    for (const text of [
      '<svg xmlns="http://www.w3.org/2000/svg">',
      'GIF89a............',
      'PK\x03\x04..........',
      '%PDF-1.7........',
    ])
      expect(photoTypeOf(Buffer.from(text, 'latin1'))).toBeNull();
  });

  it('never throws, and never takes fewer than twelve bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const type = photoTypeOf(bytes);
        expect(type === null || bytes.length >= 12).toBe(true);
      }),
    );
  });
});
