import { useCallback, useState } from 'react';

/** Drafts of another day are of no use to anyone. */
const KEEP_MS = 24 * 3_600_000;

function read<T>(key: string): T | null {
  try {
    const saved = JSON.parse(localStorage.getItem(key) ?? 'null') as { at: number; value: T } | null;
    return saved && Date.now() - saved.at < KEEP_MS ? saved.value : null;
  } catch {
    return null;
  }
}

/** State that survives a reload or a dead battery: what was typed is kept on this device until it is handed in. */
export function useDraft<T>(name: string, initial: () => T): [T, (value: T) => void, () => void] {
  const key = `cheban.console.draft.${name}`;
  const [value, setValue] = useState<T>(() => read<T>(key) ?? initial());
  const change = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), value: next }));
      } catch {
        // A full storage only costs the draft, not the form.
      }
    },
    [key],
  );
  const clear = useCallback(() => localStorage.removeItem(key), [key]);
  return [value, change, clear];
}
