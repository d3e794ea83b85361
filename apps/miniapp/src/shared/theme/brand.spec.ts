import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

type BrandModule = typeof import('./brand');
let brand: BrandModule;

beforeAll(async () => {
  vi.stubGlobal('BRAND_NAME', '');
  vi.stubGlobal('BRAND_COLOUR', '');
  brand = await import('./brand');
});

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`);

describe('brand tones', () => {
  it('keep text readable whatever colour a group chooses', () => {
    fc.assert(
      fc.property(colour, (hex) => {
        const tones = brand.brandTones(hex);
        expect(brand.contrast(tones.fill, '#FFFFFF')).toBeGreaterThanOrEqual(4.5);
        expect(brand.contrast(tones.text, tones.soft)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('keep a colour that is readable already', () => {
    expect(brand.brandTones('#1F4E9E').fill).toBe('#1F4E9E');
  });

  it('fall back to our own colour on nonsense', () => {
    expect(brand.brandTones('blue')).toEqual(brand.brandTones(brand.defaultBrand.colour));
  });

  it('measures contrast as WCAG does', () => {
    expect(brand.contrast('#000000', '#FFFFFF')).toBeCloseTo(21);
    expect(brand.contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  });
});
