import type { VisitStep } from '@cheban/contracts';

interface OfVisit {
  visitId: string;
}
interface Stepped extends OfVisit {
  step?: VisitStep;
}
interface OfQuote extends OfVisit {
  quoteId: string;
}

/** The way of a car through the workshop. */
export interface WorkshopEvents {
  'visit.checked-in': Stepped;
  'visit.advanced': Stepped;
  /** The promise has moved, and the owner is told why. */
  'visit.delayed': Stepped;
  'visit.handed-over': Stepped;
  /** Something of a closed work order was put right. */
  'visit.corrected': OfVisit;
  'visit.quoted': OfQuote;
  'visit.quote-reminded': OfQuote;
  'visit.quote-answered': OfQuote;
  'visit.declined-work': OfVisit & { declinedWorkId: string };
  /** Once for each visit. The store owes what its rules say, in the words of `case.make-good-granted`. */
  'visit.promise-broken': OfVisit & {
    ownerId: string | null;
    vehicleId: string;
    payKind: 'none' | 'cash_off' | 'free_item';
    payTitle: string | null;
    /** Money off a later bill, in fen; 0 for a free item. */
    amountFen: number;
    validDays: number;
    /** In Chinese. */
    reason: string;
  };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends WorkshopEvents {}
}
