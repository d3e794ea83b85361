/** A change of a booking. */
interface Changed {
  bookingId: string;
  /** Who made it; absent where only staff can. */
  by?: 'account' | 'staff';
  /** Moved because of the weather, beyond the cut-off. */
  free?: boolean;
}

/** The life of a booking until the car arrives; from then on the workshop tells. */
export interface BookingEvents {
  /** By the owner; the store has yet to confirm it. */
  'booking.requested': { bookingId: string };
  /** By the store: its own booking, an offer that was taken, or the yes to a request. */
  'booking.confirmed': Changed;
  'booking.rescheduled': Changed;
  /** Another bay or advisor at the same time. */
  'booking.reassigned': Changed;
  'booking.cancelled': Changed;
  'booking.no-show': Changed;
  /** A slot that came free is held for whoever waits. */
  'booking.slot-offered': { waitingId: string; holdId: string };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends BookingEvents {}
}
