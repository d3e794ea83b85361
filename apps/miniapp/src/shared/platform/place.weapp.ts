import Taro from '@tarojs/taro';
import type { PlacePlatform } from './types';

export const place: PlacePlatform = {
  async locate() {
    try {
      // WeChat asks for the privacy consent and the permission itself.
      const { latitude, longitude } = await Taro.getLocation({ type: 'wgs84' });
      return { latitude, longitude };
    } catch {
      return null;
    }
  },
};
