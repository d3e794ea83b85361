import Taro from '@tarojs/taro';
import type { LoginPlatform } from './types';

export const login: LoginPlatform = {
  silent: true,
  async credential() {
    const { code, errMsg } = await Taro.login();
    if (!code) throw new Error(`wx.login gave no code: ${errMsg}`);
    return { kind: 'weapp', code };
  },
  arrived: () => false,
  redirect() {
    // The mini-program is always inside WeChat; there is nowhere to go.
  },
};
