import { useCallback, useRef, useState } from 'react';
import { describeProblem, isFinal } from '@/shared/api/errors';
import type { Intention } from './intention';
import { useIntention } from './use-intention';

interface UseSubmit {
  readonly busy: boolean;
  /** Why the last try failed, in words for the page; what was filled in stays. */
  readonly problem: string | null;
  readonly say: (problem: string | null) => void;
  /**
   * Runs a change once at a time; a second tap meanwhile does nothing. Never rejects.
   * @param act gets the keys of the intention: the same content tried again has the same one
   */
  readonly submit: (act: (keyFor: Intention['keyFor']) => Promise<void>) => Promise<void>;
}

/**
 * A change whose failure is said on the page.
 * @param refused called when the server has refused it for good: what is shown may be out of date
 */
export function useSubmit(refused?: () => Promise<unknown>): UseSubmit {
  const [busy, setBusy] = useState(false);
  const [problem, say] = useState<string | null>(null);
  const running = useRef(false);
  const intention = useIntention();
  const latest = useRef(refused);
  latest.current = refused;
  const submit = useCallback<UseSubmit['submit']>(
    async (act) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      say(null);
      try {
        await act(intention.keyFor);
        intention.settle();
      } catch (error) {
        say(describeProblem(error));
        if (!isFinal(error)) return;
        intention.settle();
        await latest.current?.().catch(() => undefined);
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [intention],
  );
  return { busy, problem, say, submit };
}
