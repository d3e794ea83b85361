import type { StoragePlatform } from './types';

/** Browsers report a larger default font instead of a setting; 20 px is one step above the usual 16. */
const largeFrom = 20;

export const storage: StoragePlatform = {
  read<T>(key: string): T | undefined {
    try {
      const text = window.localStorage.getItem(key);
      return text === null ? undefined : (JSON.parse(text) as T);
    } catch {
      return undefined;
    }
  },
  write(key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Private windows may refuse storage; the app works without it.
    }
  },
  remove(key) {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // Same as above.
    }
  },
  systemTextIsLarge() {
    return Number.parseFloat(window.getComputedStyle(document.documentElement).fontSize) >= largeFrom;
  },
};
