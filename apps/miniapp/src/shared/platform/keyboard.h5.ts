import type { KeyboardPlatform } from './types';

export const keyboard: KeyboardPlatform = {
  enable() {
    document.addEventListener('keydown', (event) => {
      const target = event.target as HTMLElement | null;
      const role = target?.getAttribute('role');
      if ((event.key !== 'Enter' && event.key !== ' ') || (role !== 'button' && role !== 'link')) return;
      event.preventDefault();
      target?.click();
    });
  },
};
