/** What an owner is told of something that happened, before its rule puts it into words. Pure. */
import type { CareEvent, MessageKind } from '@cheban/contracts';

/** Kinds of which each has a rule of the same name. */
export type NoticeKind = CareEvent & MessageKind;

export interface Notice {
  readonly kind: NoticeKind;
  /** Fill the variables of the rule's words. */
  readonly facts: {
    readonly why?: string;
    readonly store: string;
    readonly phone: string;
    readonly advisor?: string | null;
    /** When, in words. */
    readonly date?: string;
    readonly service?: string;
    readonly step?: string;
    readonly amount?: string;
    readonly topic?: string;
    readonly note?: string;
  };
  /** For the fields of templates. */
  readonly words: Readonly<Record<string, string>>;
  /** The line on the card where the rule leaves it to us. */
  readonly short: string;
}
