/** How far help has to go, and whether it is free. Pure. */
import type { RescueFee } from '@cheban/contracts/constants';

/** Degrees. */
export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_M = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres as the crow flies (haversine). */
export function metresBetween(a: Spot, b: Spot): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return Math.round(2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** From a store whose place may not be known, to a person whose place may not be known. */
export function distanceFrom(
  store: { readonly latitude: number | null; readonly longitude: number | null },
  spot: Spot | null,
): number | null {
  const { latitude, longitude } = store;
  return spot === null || latitude === null || longitude === null
    ? null
    : metresBetween({ latitude, longitude }, spot);
}

/** Nobody is promised a price on a guess: an unknown distance is no free one. */
export function feeFor(metres: number | null, freeKm: number): RescueFee {
  return metres !== null && freeKm > 0 && metres <= freeKm * 1_000 ? 'free' : 'to_confirm';
}
