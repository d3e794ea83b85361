import type { FollowUpKind } from '@cheban/contracts';
import type { CallFacts } from './domain/call-facts.js';

/** Calls to owners. */
export interface FollowUpEvents {
  /** Any room may ask for a call by this. The store is the event's. */
  'follow-up.wanted': {
    /** ASCII, at most 80 characters; the same key leads to one call. */
    key: string;
    /** ASCII, at most 60 characters. At most one call under this name is open, and it takes the latest words; after it was closed there is another. */
    openKey?: string;
    kind: FollowUpKind;
    ownerId: string;
    vehicleId: string | null;
    subjectId: string | null;
    title?: string;
    why: string;
    /** ISO instants. */
    from?: string;
    dueAt?: string;
    service?: string;
    on?: string;
    assigneeId?: string | null;
    /** Due things that it is about: the owner's answer reshapes their plan. */
    dues?: CallFacts['dues'];
  };
  /** What an owner said on the phone of what falls due. */
  'follow-up.answered': {
    taskId: string;
    vehicleId: string;
    ownerId: string;
    answer:
      | { answer: 'later'; days: 7 | 30 | 90 }
      | { answer: 'done_elsewhere'; on: string; reason: string }
      | { answer: 'sold' };
    /** The reminders that the call was about; none: whatever is due next. */
    dues: { rule: string; cycle: string }[];
  };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends FollowUpEvents {}
}
