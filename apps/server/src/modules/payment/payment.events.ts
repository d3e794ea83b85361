import type { PayOrderKind, PayoutState } from '@cheban/contracts';

/** Money; `subjectId` names what it is for in the room that asked. */
export interface PaymentEvents {
  'order.paid': OfOrder;
  'order.closed': OfOrder;
  'refund.done': OfRefund;
  /** The refund does not come about; the order is as before. */
  'refund.dropped': OfRefund;
  /** In every state that a payout comes into. */
  'payout.changed': {
    payoutId: string;
    dedupeKey: string;
    subjectType: string;
    subjectId: string;
    ownerId: string;
    amountFen: number;
    state: PayoutState;
    /** Milliseconds: the owner's yes must come before; null while there is nothing to take. */
    takeUntil: number | null;
  };
}

interface OfOrder {
  orderId: string;
  kind: PayOrderKind;
  subjectId: string;
}
interface OfRefund extends OfOrder {
  refundId: string;
  amountFen: number;
  /** Nothing of the order is left paid. */
  all: boolean;
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends PaymentEvents {}
}
