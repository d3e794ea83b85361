import type { SharePlatform } from './types';

export const share: SharePlatform = {
  native: true,
  linkOf: () => null,
};
