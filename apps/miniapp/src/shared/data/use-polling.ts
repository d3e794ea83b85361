import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { network } from '@/shared/platform';

/**
 * Asks again at intervals while the page is in front and the phone has a network.
 * @param everyMs pause between the end of one call and the next
 * @param active false stops it: nothing can change any more
 * @param spreadMs each pause is longer by up to so much, so that thousands of phones do not ask in step
 */
export function usePolling(ask: () => Promise<void>, everyMs: number, active: boolean, spreadMs = 0): void {
  const [inFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!active || !inFront) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const again = () => {
      const pauseMs = everyMs + Math.random() * spreadMs;
      timer = setTimeout(async () => {
        if (network.isOnline()) await latest.current().catch(() => undefined);
        if (!ended) again();
      }, pauseMs);
    };
    again();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [active, inFront, everyMs, spreadMs]);
}
