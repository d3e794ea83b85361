import type { NetworkPlatform } from './types';

export const network: NetworkPlatform = {
  isOnline() {
    return window.navigator.onLine;
  },
  onChange(listener) {
    const tell = () => listener(window.navigator.onLine);
    window.addEventListener('online', tell);
    window.addEventListener('offline', tell);
    return () => {
      window.removeEventListener('online', tell);
      window.removeEventListener('offline', tell);
    };
  },
};
