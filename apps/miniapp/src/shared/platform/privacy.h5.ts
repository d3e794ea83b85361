import { storage } from './storage';
import type { PrivacyNeed, PrivacyPlatform } from './types';

const key = 'cheban.privacy-agreed';
const listeners = new Set<(need: PrivacyNeed | null) => void>();
let asking: Promise<boolean> | undefined;
let need: PrivacyNeed | null = null;

function tell(next: PrivacyNeed | null): void {
  need = next;
  for (const listener of listeners) listener(next);
}

function ask(): Promise<boolean> {
  return new Promise<boolean>((done) => {
    const answer = (agreed: boolean) => {
      asking = undefined;
      if (agreed) storage.write(key, true);
      tell(null);
      done(agreed);
    };
    tell({ agree: () => answer(true), disagree: () => answer(false) });
  });
}

export const privacy: PrivacyPlatform = {
  nativeButton: false,
  onNeed(listener) {
    listeners.add(listener);
    if (need) listener(need);
    return () => listeners.delete(listener);
  },
  require() {
    if (storage.read<boolean>(key)) return Promise.resolve(true);
    asking ??= ask();
    return asking;
  },
  forget() {
    storage.remove(key);
  },
  openContract() {
    return false;
  },
};
