import type { SubscribePlatform } from './types';

export const subscribe: SubscribePlatform = {
  available: false,
  async ask() {
    return [];
  },
};
