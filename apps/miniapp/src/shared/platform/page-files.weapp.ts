import type { PageFilesPlatform } from './types';

export const pageFiles: PageFilesPlatform = {
  guard() {
    // WeChat fetches packages itself and asks the person to try again.
  },
};
