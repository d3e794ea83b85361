import type { WishTopic } from '@cheban/contracts';

/** What becomes of reminders. */
export interface CareEvents {
  /** An owner answered a reminder in the app. */
  'care.answered': {
    vehicleId: string;
    ownerId: string;
    rule: string;
    answer: 'later' | 'done_elsewhere' | 'sold';
    /** From today on; with `later`. */
    days?: number;
  };
  /** A reminder that no message could tell, and whose channels end with a call. */
  'care.unreachable': {
    vehicleId: string;
    /** The person it was meant for; null: whoever is first on the car's file. */
    ownerId: string | null;
    rule: string;
    cycle: string;
    /** In Chinese, for instance 续保. */
    label: string;
    /** Business date. */
    dueOn: string;
    topic: WishTopic;
    endsWithVisit: boolean;
    /** In Chinese: why no message has reached the owner. */
    why: string;
  };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends CareEvents {}
}
