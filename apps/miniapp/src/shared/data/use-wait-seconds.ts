import { useEffect, useState } from 'react';

/** Seconds that run down to 0, and how to set them: until when the next code may be asked for. */
export function useWaitSeconds(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
