import { type BookingState, isExpected } from '@cheban/contracts/constants';

/** The only place that says which state may follow which (mission B). */
export const bookingTransitions: Record<BookingState, readonly BookingState[]> = {
  requested: ['confirmed', 'arrived', 'cancelled', 'no_show'],
  confirmed: ['arrived', 'cancelled', 'no_show'],
  arrived: ['in_service', 'ready', 'handed_over', 'cancelled'],
  in_service: ['ready', 'handed_over'],
  ready: ['in_service', 'handed_over'],
  handed_over: [],
  cancelled: [],
  no_show: [],
};

export function mayGo(from: BookingState, to: BookingState): boolean {
  return bookingTransitions[from].includes(to);
}

/** States in which the booking holds its car and its capacity. */
export function isOpen(state: BookingState): boolean {
  return bookingTransitions[state].length > 0;
}

/** States in which the owner may still move or cancel, before the cut-off: afterwards the car is at the store. */
export function isChangeable(state: BookingState): boolean {
  return isExpected(state);
}

/** Minutes after its start from which a car that has not come counts as late. */
export const LATE_AFTER_MINUTES = 15;
