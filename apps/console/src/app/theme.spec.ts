import { describe, expect, it } from 'vitest';
import { brandColours, contrast, DEFAULT_BRAND, parseColour } from './theme.js';

type Rgb = [number, number, number];
const rgb = (text: string) => parseColour(text) as Rgb;

describe('brand colour', () => {
  it('stays readable in both themes whatever a group chooses', () => {
    for (const colour of ['#ffe600', '#ffffff', '#000000', '#7fd', '#c8102e', DEFAULT_BRAND]) {
      for (const dark of [false, true]) {
        const { text, solid, soft } = brandColours(colour, dark);
        expect(contrast(rgb(text), rgb(soft))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(text), dark ? [23, 25, 29] : [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(solid), [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('keeps a colour that already reads well', () => {
    expect(brandColours('#1f5fcf', false)).toMatchObject({
      text: '#1f5fcf',
      solid: '#1f5fcf',
      soft: '#ebf1fb',
    });
  });

  it('falls back for what is no hex colour', () => {
    expect(brandColours('url(evil)', false)).toEqual(brandColours(DEFAULT_BRAND, false));
  });
});
