import { useSyncExternalStore } from 'react';
import { storage } from '@/shared/platform';

const key = 'cheban.large-text';
const listeners = new Set<() => void>();
let chosen: boolean | undefined;

/** Whether large-text mode is on: the owner's own choice here, else the text size set in WeChat. */
function current(): boolean {
  if (chosen === undefined) chosen = storage.read<boolean>(key) ?? storage.systemTextIsLarge();
  return chosen;
}

/** Turns large-text mode on or off for this device, at once on every open page. */
export function setLargeText(on: boolean): void {
  chosen = on;
  storage.write(key, on);
  for (const tell of listeners) tell();
}

/** Large-text mode for the calling component. */
export function useLargeText(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    current,
    current,
  );
}
