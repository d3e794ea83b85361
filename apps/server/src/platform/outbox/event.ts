import type { Tx } from '../database/index.js';

/** An event as use cases write it: past tense, ids only, no personal data. */
export interface DomainEvent<T extends string = string, P extends object = object> {
  readonly type: T;
  readonly storeId: string | null;
  readonly payload: P;
}

export interface StoredEvent extends DomainEvent {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
}

/**
 * Reacts to events. `handle` runs in one transaction with the mark that this consumer has seen the event, so its
 * database effect happens exactly once; it must not call the network.
 */
export interface EventConsumer {
  /** Stable literal, stored. */
  readonly name: string;
  readonly types: readonly string[];
  handle(tx: Tx, event: StoredEvent): Promise<void>;
}
