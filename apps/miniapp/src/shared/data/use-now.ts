import { useEffect, useState } from 'react';

/**
 * The current instant in ms, renewed at intervals, for count-downs and "5 minutes ago".
 * @param everyMs default half a minute: finer steps would only wake the phone
 */
export function useNow(everyMs = 30_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
