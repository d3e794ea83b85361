import { useCallback, useRef, useState } from 'react';
import { describeError } from '@/shared/api/errors';
import { toast } from '@/shared/ui/toast';

interface UseAction<Args extends readonly unknown[]> {
  readonly run: (...args: Args) => Promise<boolean>;
  readonly pending: boolean;
}

/**
 * Runs a change once at a time: a second tap while the first is under way does nothing. A failure is said in a toast and
 * leaves the form as it was.
 * @returns `run` resolves to whether it worked
 */
export function useAction<Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<void>,
): UseAction<Args> {
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(async (...args: Args) => {
    if (busy.current) return false;
    busy.current = true;
    setPending(true);
    try {
      await latest.current(...args);
      return true;
    } catch (error) {
      toast(describeError(error).message);
      return false;
    } finally {
      busy.current = false;
      setPending(false);
    }
  }, []);
  return { run, pending };
}
