import type { StoragePlatform } from './types';

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
    // Browsers have no such setting to read, and Taro scales the root font itself.
    return false;
  },
};
