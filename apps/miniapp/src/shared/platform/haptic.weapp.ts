import Taro from '@tarojs/taro';
import type { HapticPlatform } from './types';

export const haptic: HapticPlatform = {
  tick() {
    Taro.vibrateShort({ type: 'medium' }).catch(() => undefined);
  },
};
