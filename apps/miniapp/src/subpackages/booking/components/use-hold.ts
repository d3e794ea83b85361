import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api';
import type { BookingChoice } from './choice';

/** A slot kept while the form is open. */
export interface Held {
  readonly id: string;
  readonly startsAt: string;
  /** Milliseconds since the epoch, by the clock of this phone. */
  readonly untilMs: number;
}

interface UseHold {
  /** The chosen slot, once it is kept. */
  readonly held: Held | null;
  /** Its time is over; the slot may still be free, and booking takes it anew. */
  readonly over: boolean;
  readonly markOver: () => void;
  /** Start of the slot that the server keeps for this owner, chosen or just left; it counts as taken for others. */
  readonly mine: () => string | null;
  /** It became part of a booking: nothing is to be given back any more. */
  readonly settle: () => void;
}

/** Fingers wander: the slot is kept once they have settled. */
const settleMs = 500;

/**
 * Holds the chosen slot while the form is open, and gives it back when the form closes. Without an answer nothing is
 * held: booking passes the same gate anyway, so a weak network never stands in the way.
 * @param active false holds nothing: this car cannot be booked now
 * @param onFull the slot was taken meanwhile
 */
export function useHold(choice: BookingChoice, active: boolean, onFull: () => void): UseHold {
  const [held, setHeld] = useState<Held | null>(null);
  const [over, setOver] = useState(false);
  const kept = useRef<Held | null>(null);
  const closed = useRef(false);
  const settled = useRef(false);
  const full = useRef(onFull);
  full.current = onFull;
  const { vehicleId, storeId, serviceId, advisorId, startsAt } = choice;

  const drop = useCallback(() => {
    // If this is lost, the hold ends by itself some minutes later.
    if (kept.current) api.booking.releaseHold({ params: { id: kept.current.id } }).catch(() => undefined);
    kept.current = null;
  }, []);

  useEffect(() => {
    if (!active || !startsAt) return undefined;
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const { id, secondsLeft } = await api.booking.hold({
          body: { vehicleId, storeId, serviceId, advisorId, startsAt },
        });
        // Booked while the answer was on its way: the hold went into the booking.
        if (settled.current) return;
        const known = { id, startsAt, untilMs: Date.now() + secondsLeft * 1000 };
        kept.current = known;
        if (!stale) setHeld(known);
        else if (closed.current) drop();
      } catch (error) {
        if (stale || !isFull(error)) return;
        drop();
        full.current();
      }
    }, settleMs);
    return () => {
      stale = true;
      clearTimeout(timer);
      setHeld(null);
      setOver(false);
    };
  }, [active, vehicleId, storeId, serviceId, advisorId, startsAt, drop]);

  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
      drop();
    };
  }, [drop]);

  const settle = useCallback(() => {
    settled.current = true;
    kept.current = null;
    setHeld(null);
  }, []);
  const markOver = useCallback(() => {
    kept.current = null;
    setOver(true);
  }, []);
  const mine = useCallback(() => kept.current?.startsAt ?? null, []);
  return { held, over, markOver, mine, settle };
}

function isFull(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'BOOKING.SLOT_FULL';
}
