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
  /**
   * Id of the hold to book with. One on its way is waited for, a little, so that it does not meet its own booking at the
   * gate; one that is not asked for yet is left out. Booking the same choice again gives the same id.
   */
  readonly forBooking: () => Promise<string | null>;
  /** It became part of a booking: nothing is to be given back any more. */
  readonly settle: () => void;
}

/** Fingers wander: the slot is kept once they have settled. */
const settleMs = 500;
/** Longer than this no booking waits for a hold. */
const patienceMs = 2_000;

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
  const shown = useRef<Held | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asking = useRef<Promise<void>>();
  const booked = useRef<Promise<string | null>>();
  const full = useRef(onFull);
  full.current = onFull;
  const { vehicleId, storeId, serviceId, advisorId, startsAt } = choice;

  const show = useCallback((known: Held | null) => {
    shown.current = known;
    setHeld(known);
  }, []);
  const drop = useCallback(() => {
    // If this is lost, the hold ends by itself some minutes later.
    if (kept.current) api.booking.releaseHold({ params: { id: kept.current.id } }).catch(() => undefined);
    kept.current = null;
  }, []);

  useEffect(() => {
    if (!active || !startsAt) return undefined;
    let stale = false;
    const ask = async () => {
      try {
        const { id, secondsLeft } = await api.booking.hold({
          body: { vehicleId, storeId, serviceId, advisorId, startsAt },
        });
        // Booked while the answer was on its way: the hold went into the booking.
        if (settled.current) return;
        const known = { id, startsAt, untilMs: Date.now() + secondsLeft * 1000 };
        kept.current = known;
        if (!stale) show(known);
        else if (closed.current) drop();
      } catch (error) {
        if (stale || !isFull(error)) return;
        drop();
        full.current();
      }
    };
    timer.current = setTimeout(() => {
      asking.current = ask();
    }, settleMs);
    return () => {
      stale = true;
      clearTimeout(timer.current);
      asking.current = undefined;
      booked.current = undefined;
      show(null);
      setOver(false);
    };
  }, [active, vehicleId, storeId, serviceId, advisorId, startsAt, drop, show]);

  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
      drop();
    };
  }, [drop]);

  const forBooking = useCallback(() => {
    clearTimeout(timer.current);
    const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
    booked.current ??= Promise.race([asking.current, patience]).then(() => shown.current?.id ?? null);
    return booked.current;
  }, []);
  const settle = useCallback(() => {
    settled.current = true;
    kept.current = null;
    show(null);
  }, [show]);
  const markOver = useCallback(() => {
    kept.current = null;
    setOver(true);
  }, []);
  const mine = useCallback(() => kept.current?.startsAt ?? null, []);
  return { held, over, markOver, mine, forBooking, settle };
}

function isFull(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'BOOKING.SLOT_FULL';
}
