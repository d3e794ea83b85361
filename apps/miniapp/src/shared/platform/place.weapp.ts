import Taro from '@tarojs/taro';
import type { PlacePlatform } from './types';

export const place: PlacePlatform = {
  async locate() {
    try {
      // WeChat asks for the privacy consent and the permission itself.
      const { latitude, longitude } = await Taro.getLocation({ type: 'wgs84' });
      return { latitude, longitude };
    } catch {
      return (await isRefused()) ? 'refused' : null;
    }
  },
  async openSettings() {
    try {
      await Taro.openSetting();
    } catch {
      // Closed, or not in a tap: what holds is looked up again.
    }
  },
};

/** WeChat asks once; who said no then is asked again only by its settings. */
async function isRefused(): Promise<boolean> {
  try {
    const { authSetting } = await Taro.getSetting();
    return authSetting['scope.userLocation'] === false;
  } catch {
    return false;
  }
}
