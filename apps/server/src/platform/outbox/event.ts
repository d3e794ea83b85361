import type { Tx } from '../database/index.js';

/**
 * What rooms tell each other: name, in the past tense, and payload, ids and figures without personal data. Each room adds
 * its own in its `<room>.events.ts`; names are stored, so they never change.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms fill it
export interface EventBook {}

export type EventType = keyof EventBook;

/** An event as use cases write it. */
export type DomainEvent<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly storeId: string | null; readonly payload: EventBook[K] };
}[T];

export type StoredEvent<T extends EventType = EventType> = DomainEvent<T> & {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
};

/**
 * Reacts to events. `handle` runs in one transaction with the mark that this consumer has seen the event, so its
 * database effect happens exactly once; it must not call the network.
 */
export interface EventConsumer {
  /** Stable literal, stored. */
  readonly name: string;
  /** `as const`, so that `handle` takes a `Heard` of its class: these events with their payloads and no others. */
  readonly types: readonly EventType[];
  handle(tx: Tx, event: StoredEvent): Promise<void>;
}

/** What a consumer hears. */
export type Heard<C extends { readonly types: readonly EventType[] }> = StoredEvent<C['types'][number]>;
