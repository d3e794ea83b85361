import type { MakeGoodKind } from '@cheban/contracts';

/** Ratings, complaint cases, and what makes them good. */
export interface FeedbackEvents {
  'rating.given': { visitId: string };
  /** Half of a case's time is gone, or all of it. */
  'case.escalated': { caseId: string; level: number };
  /** Once for each make-good. The store owes it, in the words of `visit.promise-broken`. */
  'case.make-good-granted': {
    caseId: string;
    makeGoodId: string;
    visitId: string | null;
    ownerId: string | null;
    vehicleId: string | null;
    payKind: MakeGoodKind;
    payTitle: string;
    /** Money off a later bill, in fen; 0 for a free item. */
    amountFen: number;
    /** What it costs the store, in fen. */
    costFen: number;
    validDays: number;
    reason: string;
  };
  /** The cause of complaints is removed; those who complained are told, one chunk an event. */
  'improvement.effective': { improvementId: string };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends FeedbackEvents {}
}
