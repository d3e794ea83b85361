import { useEffect, useState } from 'react';
import { useHotkey } from './use-hotkey.js';

/** Moves through a list with j and k, opens with Enter. Answers the marked index, -1 while none is. */
export function useListKeys(length: number, open: (index: number) => void): number {
  const [active, setActive] = useState(-1);
  useEffect(() => {
    setActive((index) => Math.min(index, length - 1));
  }, [length]);
  useHotkey('j', () => setActive((index) => Math.min(index + 1, length - 1)));
  useHotkey('k', () => setActive((index) => Math.max(index - 1, 0)));
  useEffect(() => {
    if (active < 0) return;
    const onEnter = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.key !== 'Enter' || target?.closest('a, button, input, textarea, select, [role="dialog"]'))
        return;
      open(active);
    };
    document.addEventListener('keydown', onEnter);
    document.querySelector('[data-marked="true"]')?.scrollIntoView({ block: 'nearest' });
    return () => document.removeEventListener('keydown', onEnter);
  }, [active, open]);
  return active;
}
