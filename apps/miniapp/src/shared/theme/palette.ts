import { currentBrand } from './brand-store';

/** Semantic tones; each also differs by a word or an icon wherever it carries meaning. */
export type Tone = 'neutral' | 'brand' | 'green' | 'amber' | 'red';

/**
 * Colours that drawings (data-URI images) need as values; CSS has the same in tokens.css.
 * Every text colour reaches 4.5:1 on white and on the page grey.
 */
export const palette = {
  ink: '#16191D',
  muted: '#59616B',
  faint: '#A4ABB4',
  line: '#E6E8EC',
  page: '#F4F5F7',
  white: '#FFFFFF',
  green: '#17784A',
  amber: '#8F5600',
  red: '#BE2F27',
  greenFill: '#1F9D61',
  amberFill: '#E79A17',
  redFill: '#D9443A',
} as const;

export type Ink = keyof typeof palette | 'brand';

/** Value of an ink, as #RRGGBB. */
export function inkValue(ink: Ink): string {
  return ink === 'brand' ? currentBrand().tones.text : palette[ink];
}

/** Fill colour of a tone in drawings and bars. */
export function toneFill(tone: Tone): string {
  switch (tone) {
    case 'green':
      return palette.greenFill;
    case 'amber':
      return palette.amberFill;
    case 'red':
      return palette.redFill;
    case 'brand':
      return currentBrand().tones.fill;
    case 'neutral':
      return palette.faint;
  }
}
