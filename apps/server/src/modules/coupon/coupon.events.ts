interface AtTheCounter {
  couponId: string;
  typeId: string;
  ownerId: string;
  visitId: string | null;
  /** What came off the bill, in fen; null for a gift. */
  offFen: number | null;
}

/** Coupons at the counter; the event's store is the one where it was used. */
export interface CouponEvents {
  'coupon.used': AtTheCounter;
  'coupon.undone': AtTheCounter;
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends CouponEvents {}
}
