/** How far help has to go, and whether it is free. Pure. */
import type { RescueFee } from '@cheban/contracts/constants';
import { metresBetween, type Spot } from '@cheban/kernel';

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
