import type { CareEvent } from '@cheban/contracts';
import type { Instant } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { EventRule } from './event-rules.queries.js';
import type { MessagePlan } from './messages.usecase.js';

/** What a rule about something that happens is asked before it is saved. */
export interface OccasionRequest {
  readonly storeId: string;
  /** As staff would have it. */
  readonly rule: EventRule;
  readonly now: Instant;
  readonly until: Instant;
  /** So many people are looked at, at most. */
  readonly most: number;
}

/** The messages that the rule would make. */
export interface Occasions {
  /** Whom the figures stand for, in Chinese: bookings that stand, or everybody if it happened today. */
  readonly basis: string;
  readonly plans: readonly MessagePlan[];
  /** How many messages these stand for: more than there are plans where only some people were looked at. */
  readonly total: number;
}

type Foreteller = (asked: OccasionRequest) => Promise<Occasions>;

/** Which room plans the messages of an event, and so can say what a rule would make of it. Filled at boot. */
@Injectable()
export class EventOccasions {
  private readonly tellers = new Map<CareEvent, Foreteller>();

  /** Throws if the event has somebody who tells it already. */
  register(event: CareEvent, teller: Foreteller): void {
    if (this.tellers.has(event)) throw new Error(`Occasions of ${event} are told by another room already`);
    this.tellers.set(event, teller);
  }

  /** Writes nothing. Throws where no room tells of the event: in a process without that room. */
  async of(event: CareEvent, asked: OccasionRequest): Promise<Occasions> {
    const teller = this.tellers.get(event);
    if (!teller) throw new Error(`No room tells occasions of ${event}`);
    return teller(asked);
  }
}
