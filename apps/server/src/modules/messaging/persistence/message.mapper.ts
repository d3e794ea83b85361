import type { Channel, MessageClass, MessageKind, MessageState } from '@cheban/contracts';
import type { WaitsFor } from '../domain/waits.js';

/** What sending needs to know of a message. Instants are milliseconds. */
export interface DueMessage {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string | null;
  readonly kind: MessageKind;
  readonly class: MessageClass;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly words: Readonly<Record<string, string>>;
  readonly page: string | null;
  readonly state: MessageState;
  readonly channel: Channel | null;
  readonly accountId: string | null;
  readonly attempts: number;
  readonly expiresAt: number;
  /** Channels it may take; null for all that its class allows. */
  readonly channels: readonly string[] | null;
}

/** One thing said, or to be said, to one owner. Instants are milliseconds. */
export interface Message extends DueMessage {
  readonly title: string;
  readonly body: string;
  readonly actionLabel: string | null;
  readonly why: string;
  readonly notBefore: number;
  readonly claimUntil: number | null;
  readonly providerId: string | null;
  readonly sentAt: number | null;
  readonly readAt: number | null;
  readonly createdAt: number;
}

export interface NewMessage
  extends Pick<
    Message,
    | 'id'
    | 'storeId'
    | 'ownerId'
    | 'vehicleId'
    | 'kind'
    | 'class'
    | 'subjectType'
    | 'subjectId'
    | 'title'
    | 'body'
  > {
  readonly dedupeKey: string;
  readonly words: Readonly<Record<string, string>>;
  readonly page: string | null;
  readonly actionLabel: string | null;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly channels?: readonly string[] | null;
}

/** Columns of a message that sending changes. A missing one stays as it is. */
export interface MessagePatch {
  state?: MessageState;
  channel?: Channel | null;
  accountId?: string | null;
  why?: string;
  attempts?: number;
  notBefore?: number;
  /** Goes with the state `held`; a hold without it waits for a time only. */
  waitsFor?: WaitsFor | null;
  /** Who sends it; goes with `claimUntil`. */
  claimId?: string;
  /** Null: nobody sends it any more, `claimId` is forgotten as well. */
  claimUntil?: number | null;
  sentAt?: number | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it.
export type Row = any;

const ms = (value: Date | null): number | null => (value === null ? null : value.getTime());

/** The columns of a {@link DueMessage}; the long texts that people read stay in the database. */
export const DUE_COLUMNS = `id, store_id, owner_id, vehicle_id, kind, class, subject_type, subject_id, words, page, state,
  channel, account_id, attempts, expires_at, channels`;

export function dueRecord(row: Row): DueMessage {
  return {
    id: row.id,
    storeId: row.store_id,
    ownerId: row.owner_id,
    vehicleId: row.vehicle_id,
    kind: row.kind,
    class: row.class,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    words: JSON.parse(row.words),
    page: row.page,
    state: row.state,
    channel: row.channel,
    accountId: row.account_id,
    attempts: row.attempts,
    expiresAt: row.expires_at.getTime(),
    channels: row.channels === null ? null : row.channels.split(',').filter(Boolean),
  };
}

export function messageRecord(row: Row): Message {
  return {
    ...dueRecord(row),
    title: row.title,
    body: row.body,
    actionLabel: row.action_label,
    why: row.why,
    notBefore: row.not_before.getTime(),
    claimUntil: ms(row.claim_until),
    providerId: row.provider_id,
    sentAt: ms(row.sent_at),
    readAt: ms(row.read_at),
    createdAt: row.created_at.getTime(),
  };
}
