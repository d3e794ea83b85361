import { newIdempotencyKey } from '@cheban/api-client';
import type { HoldView } from '@cheban/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { serverNow } from '../../shared/format/now.js';
import { useNow } from '../../shared/hooks/use-now.js';

/** Milliseconds of looking around before a slot is kept. */
const SETTLE_MS = 400;

export interface HoldWish {
  ownerId: string;
  vehicleId: string;
  storeId: string;
  serviceId: string;
  startsAt: string;
  advisorId: string | null;
  bayId?: string;
}

/**
 * Keeps the chosen slot while a form is open, so that nobody takes it meanwhile; gives it back when another is chosen or
 * the form is closed. One hold per colleague: the server gives the earlier one back in the same moment.
 */
export function useSlotHold(wish: HoldWish | null) {
  const client = useQueryClient();
  const [hold, setHold] = useState<{ view: HoldView; until: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const used = useRef(false);
  const now = useNow(1_000);
  const content = wish && JSON.stringify(wish);
  useEffect(() => {
    setHold(null);
    setError(null);
    if (!content) return;
    let over = false;
    let id: string | null = null;
    const giveBack = (held: string) =>
      void api.staffBooking
        .releaseHold({ params: { id: held } }, { idempotencyKey: newIdempotencyKey() })
        // A hold that is not given back ends by itself.
        .catch(() => undefined)
        .finally(() => client.invalidateQueries({ queryKey: ['board'] }));
    const timer = setTimeout(async () => {
      try {
        const body = JSON.parse(content) as HoldWish;
        const view = await api.staffBooking.hold({ body }, { idempotencyKey: newIdempotencyKey() });
        if (over) return giveBack(view.id);
        id = view.id;
        setHold({ view, until: serverNow() + view.secondsLeft * 1_000 });
      } catch (failure) {
        if (!over) setError(failure);
      }
    }, SETTLE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
      if (id && !used.current) giveBack(id);
    };
  }, [content, client]);
  const secondsLeft = hold ? Math.max(0, Math.ceil((hold.until - now) / 1_000)) : 0;
  return {
    holdId: hold && secondsLeft > 0 ? hold.view.id : undefined,
    held: hold !== null,
    secondsLeft,
    error,
    /** The booking has taken the hold over: nothing is left to give back. */
    spend: () => {
      used.current = true;
    },
  };
}
