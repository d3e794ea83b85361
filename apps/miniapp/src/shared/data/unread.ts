import Taro from '@tarojs/taro';
import { tabPages } from '@/routes';

const mineTab = Object.keys(tabPages).indexOf('mine');

/** Shows how many messages wait as a dot on the 我的 tab. */
export function showUnread(count: number): void {
  const told =
    count > 0 ? Taro.showTabBarRedDot({ index: mineTab }) : Taro.hideTabBarRedDot({ index: mineTab });
  // Refused while a page without tab bar is in front; the next tab page sets it again.
  void Promise.resolve(told).catch(() => undefined);
}
