import { useSyncExternalStore } from 'react';

const media = matchMedia('(max-width: 720px)');

/** True on phone-wide screens, where tables become cards and the menu a bottom bar. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (notify) => {
      media.addEventListener('change', notify);
      return () => media.removeEventListener('change', notify);
    },
    () => media.matches,
  );
}
