import { useEffect, useState } from 'react';
import { serverNow } from '../format/now.js';

/** The time now, renewed every `everyMs` milliseconds. */
export function useNow(everyMs = 20_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
