import { type BookingState, bookingStates } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookingTransitions, isChangeable, isOpen, mayGo } from './booking-lifecycle.js';

const state = fc.constantFrom<BookingState>(...bookingStates);

describe('life of a booking', () => {
  it('ends for good: nothing follows hand-over, cancellation or no-show', () => {
    expect(bookingStates.filter((entry) => !isOpen(entry))).toEqual(['handed_over', 'cancelled', 'no_show']);
  });

  it('always reaches an end, whatever is chosen, and never passes a car that came through "requested" again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (choices) => {
        const path: BookingState[] = ['requested'];
        for (const choice of choices) {
          const next = bookingTransitions[path[path.length - 1] ?? 'requested'];
          const chosen = next[choice % Math.max(1, next.length)];
          if (chosen === undefined) break;
          path.push(chosen);
        }
        return path.slice(1).every((entry) => entry !== 'requested');
      }),
    );
  });

  it('lets owners change only what has not begun', () => {
    fc.assert(
      fc.property(
        state,
        (from) => !isChangeable(from) || (mayGo(from, 'cancelled') && !mayGo(from, 'handed_over')),
      ),
    );
  });
});
