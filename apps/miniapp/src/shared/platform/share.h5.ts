import type { SharePlatform } from './types';

export const share: SharePlatform = {
  native: false,
  linkOf: (path) => `${window.location.origin}${window.location.pathname}#/${path}`,
};
