import type { KeyboardPlatform } from './types';

export const keyboard: KeyboardPlatform = {
  enable() {
    // Phones have none.
  },
};
