import Taro from '@tarojs/taro';
import type { PageFilesPlatform } from './types';

/** What browsers say when the script of a page does not come. */
const missing = /dynamically imported module|importing a module script/i;

function whenBack(run: () => void): void {
  if (window.navigator.onLine) run();
  else window.addEventListener('online', run, { once: true });
}

export const pageFiles: PageFilesPlatform = {
  guard() {
    let told = false;
    window.addEventListener('unhandledrejection', ({ reason }) => {
      const words = reason instanceof Error ? reason.message : '';
      if (told || !missing.test(words)) return;
      told = true;
      void Taro.showToast({ title: '网络不给力，恢复后自动打开', icon: 'none', duration: 3000 });
      // Browsers remember the failure of a module until the page is loaded anew.
      const reloadLater = () => setTimeout(() => window.location.reload(), 1500);
      whenBack(reloadLater);
    });
  },
};
