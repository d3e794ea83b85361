/** Colours of the console that are computed: the brand colour comes from configuration and must stay readable. */

export type ThemeChoice = 'system' | 'light' | 'dark';
export const DEFAULT_BRAND = '#1f5fcf';

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const DARK_SURFACE: Rgb = [23, 25, 29];

/** `#rgb` or `#rrggbb` as three numbers 0..255, or null when it is written otherwise. */
export function parseColour(text: string): Rgb | null {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (!match?.[1]) return null;
  const hex = match[1].length === 3 ? match[1].replace(/./g, '$&$&') : match[1];
  return [
    Number.parseInt(hex.slice(0, 2), 16),
    Number.parseInt(hex.slice(2, 4), 16),
    Number.parseInt(hex.slice(4), 16),
  ];
}

const toHex = (rgb: Rgb) =>
  `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours, 1..21, WCAG 2.2. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Moves a colour towards black (light theme) or white (dark theme) until text in it reads at 4.6 on the surfaces. */
function readable(colour: Rgb, on: readonly Rgb[], towards: Rgb): Rgb {
  for (let share = 0; share <= 1; share += 0.05) {
    const candidate = mix(colour, towards, share);
    if (on.every((surface) => contrast(candidate, surface) >= 4.6)) return candidate;
  }
  return towards;
}

export interface BrandColours {
  /** Links and marks on the surface. */
  text: string;
  /** Background of primary buttons; white reads on it in both themes. */
  solid: string;
  /** Faint background of what is selected. */
  soft: string;
}

/** The brand colour as the theme can use it. Anything that is no hex colour falls back to the default. */
export function brandColours(colour: string, dark: boolean): BrandColours {
  const base = parseColour(colour) ?? (parseColour(DEFAULT_BRAND) as Rgb);
  const surface = dark ? DARK_SURFACE : WHITE;
  const soft = mix(surface, base, dark ? 0.24 : 0.09);
  return {
    text: toHex(readable(base, [surface, soft], dark ? WHITE : [0, 0, 0])),
    solid: toHex(readable(base, [WHITE], [0, 0, 0])),
    soft: toHex(soft),
  };
}
