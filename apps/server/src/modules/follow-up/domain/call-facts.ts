import type { WishTopic } from '@cheban/contracts';

/** What a call is about, kept with the task: ids, dates and words, no plate and no phone. */
export interface CallFacts {
  /** What falls due and could not be told, for a call about reminders. */
  readonly dues?: readonly CallDue[];
  /** Business date that the call counts from: the sale, the hand-over, the missed booking. */
  readonly on?: string;
  /** Name of the service, for calls about a visit or a booking. */
  readonly service?: string;
  /** When what it is about was last told, in ms, for calls that take later words. */
  readonly toldAt?: number;
}

/** One reminder that nobody could be told. */
export interface CallDue {
  /** Rule and cycle name the reminder in the care room. */
  readonly rule: string;
  readonly cycle: string;
  /** In Chinese, for instance 续保. */
  readonly label: string;
  /** Business date. */
  readonly dueOn: string;
  /** What the owner may have switched off. */
  readonly topic: WishTopic;
  /** A booking or a visit settles it. */
  readonly endsWithVisit: boolean;
}
