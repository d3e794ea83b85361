import Taro from '@tarojs/taro';
import type { ClipboardPlatform } from './types';

export const clipboard: ClipboardPlatform = {
  async copy(text) {
    try {
      await Taro.setClipboardData({ data: text });
      return true;
    } catch {
      return false;
    }
  },
};
