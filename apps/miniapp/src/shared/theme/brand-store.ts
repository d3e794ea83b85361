import { useSyncExternalStore } from 'react';
import { storage } from '@/shared/platform';
import { type BrandTones, brandTones, defaultBrand } from './brand';

/** Name, colour and privacy words of the dealership group, as the API tells them. */
export interface BrandState {
  readonly name: string;
  /** #RRGGBB */
  readonly colour: string;
  readonly privacy?: { readonly version: string; readonly title: string; readonly text: string };
  /** A copy to try things out: anybody may log in as one of its made-up owners. */
  readonly demo?: boolean;
}

const key = 'cheban.brand';
const listeners = new Set<() => void>();
let state: (BrandState & { readonly tones: BrandTones }) | undefined;

function withTones(brand: BrandState): BrandState & { readonly tones: BrandTones } {
  return { ...brand, tones: brandTones(brand.colour) };
}

/** The brand in force: what the API last told this device, else what the build says. */
export function currentBrand(): BrandState & { readonly tones: BrandTones } {
  state ??= withTones(storage.read<BrandState>(key) ?? defaultBrand);
  return state;
}

/** Takes the brand the API told; every open page follows at once, and the next start begins with it. */
export function setBrand(brand: BrandState): void {
  state = withTones(brand);
  storage.write(key, brand);
  for (const tell of listeners) tell();
}

/** The brand for the calling component. */
export function useBrand(): BrandState & { readonly tones: BrandTones } {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    currentBrand,
    currentBrand,
  );
}
