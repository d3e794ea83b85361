import { memoSvg, svgImage } from '@/shared/ui';

/** Units of the drawing; the page scales it. */
const edge = 320;
const middle = edge / 2;
const radius = 146;
const bulbs = 24;

const at = (angle: number, far: number) => {
  const turn = ((angle - 90) * Math.PI) / 180;
  return `${(middle + far * Math.cos(turn)).toFixed(1)} ${(middle + far * Math.sin(turn)).toFixed(1)}`;
};

/** The wedges, without words: those are views, so that they scale and are read aloud. */
export const discImage = memoSvg((fills: string, border: string) => {
  const colours = fills.split(',');
  const width = 360 / colours.length;
  const wide = width > 180 ? 1 : 0;
  const wedges = colours.map((fill, place) => {
    const [from, to] = [at(place * width, radius), at((place + 1) * width, radius)];
    return `<path d="M${middle} ${middle}L${from}A${radius} ${radius} 0 ${wide} 1 ${to}Z" fill="${fill}" stroke="${border}" stroke-width="1.5"/>`;
  });
  return svgImage([edge, edge], wedges.join(''));
});

/** The rim with its lights; `odd` lights the others, so that two of them blink in turns. */
export const rimImage = memoSvg((odd: number, rim: string, on: string, off: string) => {
  const lights = Array.from({ length: bulbs }, (_, place) => {
    const [x, y] = at((place * 360) / bulbs, radius + 7).split(' ');
    return `<circle cx="${x}" cy="${y}" r="3.4" fill="${place % 2 === odd ? on : off}"/>`;
  });
  const ring = `<circle cx="${middle}" cy="${middle}" r="${radius + 7}" fill="none" stroke="${rim}" stroke-width="13"/>`;
  return svgImage([edge, edge], ring + lights.join(''));
});

/** Fill of each segment: two tones in turns, a third where the first would meet itself. */
export function segmentFills(count: number, tones: readonly [string, string, string]): string {
  return Array.from({ length: count }, (_, place) =>
    place === count - 1 && count % 2 === 1 ? tones[2] : tones[place % 2],
  ).join(',');
}
