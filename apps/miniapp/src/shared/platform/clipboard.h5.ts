import type { ClipboardPlatform } from './types';

export const clipboard: ClipboardPlatform = {
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages without TLS have no clipboard, and people may refuse it: the code stands on the screen.
      return false;
    }
  },
};
