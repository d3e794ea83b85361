/**
 * The one brand colour of the app and everything derived from it. A group replaces name and colour by configuration
 * (the API tells them; build constants BRAND_NAME and BRAND_COLOUR hold until it did); derived tones are computed so that text stays readable with any colour.
 */

export interface Brand {
  readonly name: string;
  /** #RRGGBB */
  readonly colour: string;
}

const ownBrand: Brand = { name: '车伴', colour: '#0E6A69' };

/** The brand of this build, in force until the API tells another. */
export const defaultBrand: Brand = {
  name: BRAND_NAME || ownBrand.name,
  colour: BRAND_COLOUR || ownBrand.colour,
};

type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) return undefined;
  return [
    Number.parseInt(match[1] ?? '', 16),
    Number.parseInt(match[2] ?? '', 16),
    Number.parseInt(match[3] ?? '', 16),
  ];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2) => a[i] * (1 - share) + b[i] * share;
  return [at(0), at(1), at(2)];
}

function luminance(rgb: Rgb): number {
  const linear = (channel: number) => {
    const c = channel / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
}

/**
 * Contrast ratio of two colours by WCAG 2.
 * @param a #RRGGBB
 * @param b #RRGGBB
 * @returns 1 to 21; 1 when either is not a colour
 */
export function contrast(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)];
  if (!x || !y) return 1;
  const [high, low] = [luminance(x), luminance(y)].sort((p, q) => q - p) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** WCAG AA for body text; a little above, so that rounding to bytes cannot fall below. */
const readable = 4.6;

/** Tones made from the brand colour. */
export interface BrandTones {
  /** Fill of primary buttons; white text on it is readable. */
  readonly fill: string;
  /** The brand as text or icon on white and on `soft`. */
  readonly text: string;
  /** Pale wash for selected chips and notes. */
  readonly soft: string;
  /** Fill while pressed. */
  readonly pressed: string;
}

/**
 * Derives readable tones from any brand colour: it is darkened until white text on it reaches the WCAG AA contrast.
 * @param colour #RRGGBB; anything else falls back to the default brand
 */
export function brandTones(colour: string): BrandTones {
  const base = parse(colour) ?? (parse(ownBrand.colour) as Rgb);
  const soft = mix(base, white, 0.9);
  const darkenUntil = (against: Rgb): Rgb => {
    let share = 0;
    let tone = base;
    while (contrast(format(tone), format(against)) < readable && share < 1) {
      share += 0.02;
      tone = mix(base, black, share);
    }
    return tone;
  };
  const fill = darkenUntil(white);
  return {
    fill: format(fill),
    text: format(darkenUntil(soft)),
    soft: format(soft),
    pressed: format(mix(fill, black, 0.14)),
  };
}

/** Inline style that hands the brand to CSS; set once, on the root of a screen. */
export function brandStyle(tones: BrandTones): string {
  return `--brand:${tones.fill};--brand-text:${tones.text};--brand-soft:${tones.soft};--brand-pressed:${tones.pressed}`;
}
