import type { StaffBookingView } from '@cheban/contracts';
import { isExpected } from '@cheban/contracts/constants';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { type Place, samePlace } from './place.js';

/** A mouse has to move this far, in pixels, before a click becomes a drag. */
const SLACK = 5;
/** A finger has to rest this long, in milliseconds, so that scrolling stays scrolling. */
const PRESS_MS = 350;
const EDGE = 40;

export interface Carried {
  booking: StaffBookingView;
  from: Place;
  to: Place;
  by: 'pointer' | 'keys';
}

interface CardMoveOptions {
  enabled: boolean;
  placeOf(booking: StaffBookingView): Place;
  /** The place under a point of the window; `grab` is how far below its top the card was taken, in pixels. */
  locate(x: number, y: number, grab: number, booking: StaffBookingView): Place | null;
  /** The next place for an arrow key, or null if there is none. */
  step(place: Place, key: string, booking: StaffBookingView): Place | null;
  /** Scrolls when the pointer comes near its edge. */
  box: { current: HTMLElement | null };
  onDrop(booking: StaffBookingView, place: Place): void;
}

const movable = (booking: StaffBookingView) => isExpected(booking.state);

/**
 * Carries a card by mouse, by pen, by a finger that rests on it first, or by keyboard: M takes the focused card up, arrows
 * move it, Enter puts it down, Esc gives it back.
 */
export function useCardMove({ enabled, placeOf, locate, step, box, onDrop }: CardMoveOptions) {
  const [carried, setCarried] = useState<Carried | null>(null);
  const held = useRef<Carried | null>(null);
  const dropped = useRef(false);
  const stop = useRef<(() => void) | null>(null);
  const carry = (next: Carried | null) => {
    held.current = next;
    setCarried(next);
  };
  useEffect(() => () => stop.current?.(), []);

  function put() {
    const last = held.current;
    carry(null);
    if (last && !samePlace(last.from, last.to)) onDrop(last.booking, last.to);
  }

  function onPointerDown(event: PointerEvent<HTMLElement>, booking: StaffBookingView) {
    if (!enabled || !movable(booking) || event.button !== 0 || stop.current) return;
    const finger = event.pointerType === 'touch';
    const [startX, startY] = [event.clientX, event.clientY];
    const grab = startY - event.currentTarget.getBoundingClientRect().top;
    const from = placeOf(booking);
    const id = event.pointerId;
    const take = () => carry({ booking, from, to: from, by: 'pointer' });
    const timer = finger ? setTimeout(take, PRESS_MS) : undefined;

    const move = (next: globalThis.PointerEvent) => {
      if (next.pointerId !== id) return;
      const far = Math.hypot(next.clientX - startX, next.clientY - startY) > SLACK;
      if (!held.current) {
        if (!far) return;
        if (finger) return end();
        take();
      }
      scrollNear(box.current, next.clientX, next.clientY);
      const to = locate(next.clientX, next.clientY, grab, booking);
      const last = held.current;
      if (to && last && !samePlace(to, last.to)) carry({ ...last, to });
    };
    const up = (next: globalThis.PointerEvent) => {
      if (next.pointerId !== id) return;
      const moved = held.current !== null;
      end();
      if (!moved) return;
      // The click that follows a drop must not open the card.
      dropped.current = true;
      setTimeout(() => {
        dropped.current = false;
      }, 0);
      put();
    };
    const giveBack = () => {
      end();
      carry(null);
    };
    const giveUp = (key: globalThis.KeyboardEvent) => {
      if (key.key === 'Escape' && held.current) giveBack();
    };
    const still = (touch: TouchEvent) => {
      if (held.current) touch.preventDefault();
    };
    function end() {
      clearTimeout(timer);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', giveBack);
      removeEventListener('keydown', giveUp);
      removeEventListener('touchmove', still);
      stop.current = null;
    }
    stop.current = end;
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', giveBack);
    addEventListener('keydown', giveUp);
    addEventListener('touchmove', still, { passive: false });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, booking: StaffBookingView) {
    if (!enabled || !movable(booking)) return;
    const last = held.current;
    if (!last) {
      if (event.key.toLowerCase() !== 'm' || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const from = placeOf(booking);
      carry({ booking, from, to: from, by: 'keys' });
      return;
    }
    if (last.by !== 'keys' || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') carry(null);
    else if (event.key === 'Enter') put();
    else {
      const to = step(last.to, event.key, booking);
      if (to) carry({ ...last, to });
    }
  }

  return {
    carried,
    cardProps: (booking: StaffBookingView, onOpen: (id: string) => void) => ({
      'data-movable': enabled && movable(booking),
      'aria-keyshortcuts': enabled && movable(booking) ? 'M' : undefined,
      onPointerDown: (event: PointerEvent<HTMLElement>) => onPointerDown(event, booking),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => onKeyDown(event, booking),
      onBlur: () => {
        if (held.current?.by === 'keys') carry(null);
      },
      onContextMenu: (event: { preventDefault(): void }) => {
        if (held.current) event.preventDefault();
      },
      onClick: () => {
        if (!dropped.current && !held.current) onOpen(booking.id);
      },
    }),
  };
}

function scrollNear(box: HTMLElement | null, x: number, y: number) {
  if (!box) return;
  const rect = box.getBoundingClientRect();
  if (y > rect.bottom - EDGE) box.scrollTop += 14;
  else if (y < rect.top + EDGE + 46) box.scrollTop -= 14;
  if (x > rect.right - EDGE) box.scrollLeft += 14;
  else if (x < rect.left + EDGE + 56) box.scrollLeft -= 14;
}
