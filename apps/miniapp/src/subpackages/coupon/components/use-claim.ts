import { useState } from 'react';
import { isFinal } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useIntention } from '@/shared/data/use-intention';
import { toast } from '@/shared/ui';

interface UseClaim {
  readonly claim: (id: string) => void;
  /** This one is under way. */
  readonly busy: (id: string) => boolean;
}

/**
 * Takes a coupon or a benefit at a tap. Sent again after a lost answer, it is still the same one.
 * @param send gets the id and the number of the tap
 * @param after called after each answer, to load what is left
 */
export function useClaim(
  send: (id: string, requestId: string) => Promise<void>,
  after: () => Promise<void>,
): UseClaim {
  const [asked, setAsked] = useState('');
  const intention = useIntention();
  const { run, pending } = useAction(async (id: string) => {
    setAsked(id);
    try {
      await send(id, intention.keyFor({ claim: id }));
      intention.settle();
      toast('已放进卡包', 'success');
    } catch (error) {
      if (isFinal(error)) intention.settle();
      throw error;
    } finally {
      void after();
    }
  });
  return { claim: (id) => void run(id), busy: (id) => pending && asked === id };
}
