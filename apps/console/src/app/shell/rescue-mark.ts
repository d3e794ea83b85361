import { useCallback, useEffect, useMemo, useRef } from 'react';
import { showWaitingInTab } from '../../shared/hooks/tab-title.js';

/**
 * Calls for help that nobody at this desk has looked at, counted in the name of the browser tab. Looking at the list
 * takes the mark away, a colleague who takes the call does too.
 */
export function useRescueMark(onList: boolean) {
  const heard = useRef(new Set<string>());
  const waiting = useRef(new Set<string>());
  const show = useCallback(() => {
    const { size } = waiting.current;
    showWaitingInTab(size > 0 ? `${size} 个新救援` : '');
  }, []);
  const looking = useRef(onList);
  looking.current = onList;
  const look = useCallback(() => {
    if (!looking.current || document.hidden) return;
    waiting.current.clear();
    show();
  }, [show]);
  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      showWaitingInTab('');
    };
  }, [look]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: coming to the list is what counts
  useEffect(look, [look, onList]);
  return useMemo(
    () => ({
      /** Answers whether this is a new call. */
      called(id: string): boolean {
        const isNew = !heard.current.has(id);
        heard.current.add(id);
        if (isNew) waiting.current.add(id);
        else waiting.current.delete(id);
        show();
        look();
        return isNew;
      },
      taken(id: string): void {
        heard.current.add(id);
        if (waiting.current.delete(id)) show();
      },
    }),
    [show, look],
  );
}
