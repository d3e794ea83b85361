import type { HapticPlatform } from './types';

/** Milliseconds. */
const tickMs = 15;

export const haptic: HapticPlatform = {
  tick() {
    // iPhones have no such function.
    navigator.vibrate?.(tickMs);
  },
};
