/** Where the districts of customers stand on a flat map around the stores. Pure: pixels from degrees. */
import { metresBetween, type Spot } from '@cheban/kernel';

export const WIDTH = 720;
export const HEIGHT = 480;
/** So far from the edge that a middle-sized circle with its name is not cut. */
const MARGIN = 48;
const [SMALLEST, BIGGEST] = [5, 34];
/** Kilometres a ring may stand at. */
const RINGS = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];

export interface Located extends Spot {
  readonly cars: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Circle<T> extends Point {
  readonly of: T;
  readonly r: number;
}
export interface MapShape<T> {
  readonly circles: readonly Circle<T>[];
  /** Cars of places that do not fit on it. */
  readonly outside: number;
  place(spot: Spot): Point;
  /** Pixels of so many metres. */
  pixels(metres: number): number;
  /** Kilometres of up to three rings that fit. */
  readonly rings: readonly number[];
}

/** How much of the customers is to be seen: half of them, nine of ten, all. */
export const mapReaches = ['near', 'around', 'all'] as const;
export type MapReach = (typeof mapReaches)[number];
const shareOf: Record<MapReach, number> = { near: 0.5, around: 0.9, all: 1 };

function middleOf(spots: readonly Spot[]): Spot {
  const sum = (pick: (spot: Spot) => number) =>
    spots.reduce((total, spot) => total + pick(spot), 0) / spots.length;
  return { latitude: sum(({ latitude }) => latitude), longitude: sum(({ longitude }) => longitude) };
}

/** Metres around the middle within which a share of the cars lives, and every store stands. */
function radiusOf(
  districts: readonly Located[],
  stores: readonly Spot[],
  middle: Spot,
  share: number,
): number {
  const far = districts
    .map((one) => ({ cars: one.cars, metres: metresBetween(middle, one) }))
    .toSorted((a, b) => a.metres - b.metres);
  const wanted = share * far.reduce((total, { cars }) => total + cars, 0);
  let seen = 0;
  let radius = 5_000;
  for (const { cars, metres } of far) {
    if (seen >= wanted) break;
    seen += cars;
    radius = Math.max(radius, metres);
  }
  return Math.max(radius, ...stores.map((store) => metresBetween(middle, store)));
}

/** Null if nothing can be shown: no place is known. */
export function shapeOf<T extends Located>(
  districts: readonly T[],
  stores: readonly Spot[],
  reach: MapReach,
): MapShape<T> | null {
  if (districts.length === 0) return null;
  const middle = middleOf(stores.length > 0 ? stores : districts);
  const metres = radiusOf(districts, stores, middle, shareOf[reach]);
  const perMetre = (HEIGHT / 2 - MARGIN) / metres;
  const north = { ...middle, latitude: middle.latitude + 1 };
  const yPerDegree = metresBetween(middle, north) * perMetre;
  const xPerDegree = yPerDegree * Math.cos((middle.latitude * Math.PI) / 180);
  const place = ({ latitude, longitude }: Spot): Point => ({
    x: WIDTH / 2 + (longitude - middle.longitude) * xPerDegree,
    y: HEIGHT / 2 - (latitude - middle.latitude) * yPerDegree,
  });
  const top = Math.max(...districts.map(({ cars }) => cars));
  const circles = districts.map((of) => ({
    of,
    ...place(of),
    // The area says how many.
    r: Math.max(SMALLEST, BIGGEST * Math.sqrt(of.cars / top)),
  }));
  const fits = ({ x, y, r }: Point & { r: number }) =>
    x - r / 2 >= 0 && x + r / 2 <= WIDTH && y - r / 2 >= 0 && y + r / 2 <= HEIGHT;
  const shown = circles.filter(fits);
  const widest = Math.hypot(WIDTH, HEIGHT) / 2 / perMetre / 1_000;
  return {
    // Small ones above big ones, so that each can be met.
    circles: shown.toSorted((a, b) => b.r - a.r),
    outside: circles.reduce((total, one) => total + (fits(one) ? 0 : one.of.cars), 0),
    place,
    pixels: (length) => length * perMetre,
    rings: RINGS.filter((km) => km <= widest * 0.8).slice(-3),
  };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const boxOf = ({ x, y, r }: Point & { readonly r: number }): Box => ({
  ...{ left: x - r, right: x + r },
  ...{ top: y - r, bottom: y + r },
});

/** Which circles can carry their name below without covering another name or circle; the biggest first. */
export function named<T>(circles: readonly Circle<T>[], wordsOf: (of: T) => string): Set<Circle<T>> {
  const taken: Box[] = [];
  const carrying = new Set<Circle<T>>();
  for (const circle of circles) {
    const half = wordsOf(circle.of).length * 6.5;
    const box = {
      left: circle.x - half,
      right: circle.x + half,
      top: circle.y + circle.r,
      bottom: circle.y + circle.r + 16,
    };
    const isFree = [...taken, ...circles.filter((other) => other !== circle).map(boxOf)].every(
      (other) =>
        box.right <= other.left ||
        box.left >= other.right ||
        box.bottom <= other.top ||
        box.top >= other.bottom,
    );
    if (!isFree || box.left < 0 || box.right > WIDTH || box.bottom > HEIGHT) continue;
    taken.push(box);
    carrying.add(circle);
  }
  return carrying;
}

/** 山西省太原市小店区 → 太原市小店区: a store's customers are of one province mostly. */
export const withoutProvince = (district: string): string =>
  district.replace(/^.{2,8}?(?:省|自治区|特别行政区)(?=.)/, '');
/** Its last part alone: 小店区, or 任丘 for a town. */
export const lastPart = (district: string): string =>
  withoutProvince(district)
    .replace(/^.+?(?:市|自治州|地区|盟)(?=.)/, '')
    .replace(/市$/, '');
