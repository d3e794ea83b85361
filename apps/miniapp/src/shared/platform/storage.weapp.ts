import Taro from '@tarojs/taro';
import type { StoragePlatform } from './types';

/** Default WeChat text size is 16 or 17 px; from 19 px on people chose to read larger. */
const largeFrom = 19;

export const storage: StoragePlatform = {
  read<T>(key: string): T | undefined {
    try {
      const value: unknown = Taro.getStorageSync(key);
      return value === '' || value === undefined || value === null ? undefined : (value as T);
    } catch {
      return undefined;
    }
  },
  write(key, value) {
    try {
      Taro.setStorageSync(key, value);
    } catch {
      // A full store only costs the comfort of remembering.
    }
  },
  remove(key) {
    try {
      Taro.removeStorageSync(key);
    } catch {
      // Same as above.
    }
  },
  systemTextIsLarge() {
    // Newer clients tell it here; Taro does not type it yet.
    const size = (Taro.getAppBaseInfo?.() as { fontSizeSetting?: number } | undefined)?.fontSizeSetting;
    return typeof size === 'number' && size >= largeFrom;
  },
};
