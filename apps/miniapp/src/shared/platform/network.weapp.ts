import Taro from '@tarojs/taro';
import type { NetworkPlatform } from './types';

const listeners = new Set<(online: boolean) => void>();
let online = true;
let registered = false;

function set(next: boolean): void {
  if (next === online) return;
  online = next;
  for (const listener of listeners) listener(next);
}

function register(): void {
  if (registered) return;
  registered = true;
  Taro.onNetworkStatusChange(({ isConnected }) => set(isConnected));
  Taro.getNetworkType({ success: ({ networkType }) => set(networkType !== 'none') });
}

export const network: NetworkPlatform = {
  isOnline() {
    register();
    return online;
  },
  onChange(listener) {
    register();
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
