import type { Channel, MessageClass, MessageKind, MessageState } from '@cheban/contracts';

/** One thing said, or to be said, to one owner. Instants are milliseconds. */
export interface Message {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string | null;
  readonly kind: MessageKind;
  readonly class: MessageClass;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly title: string;
  readonly body: string;
  readonly words: Readonly<Record<string, string>>;
  readonly page: string | null;
  readonly actionLabel: string | null;
  readonly state: MessageState;
  readonly channel: Channel | null;
  readonly accountId: string | null;
  readonly why: string;
  readonly attempts: number;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly claimUntil: number | null;
  readonly providerId: string | null;
  readonly sentAt: number | null;
  readonly readAt: number | null;
  readonly createdAt: number;
  /** Channels it may take; null for all that its class allows. */
  readonly channels: readonly string[] | null;
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
  claimUntil?: number | null;
  sentAt?: number | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it.
export type Row = any;

const ms = (value: Date | null): number | null => (value === null ? null : value.getTime());

export function messageRecord(row: Row): Message {
  return {
    id: row.id,
    storeId: row.store_id,
    ownerId: row.owner_id,
    vehicleId: row.vehicle_id,
    kind: row.kind,
    class: row.class,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    title: row.title,
    body: row.body,
    words: JSON.parse(row.words),
    page: row.page,
    actionLabel: row.action_label,
    state: row.state,
    channel: row.channel,
    accountId: row.account_id,
    why: row.why,
    attempts: row.attempts,
    notBefore: row.not_before.getTime(),
    expiresAt: row.expires_at.getTime(),
    claimUntil: ms(row.claim_until),
    providerId: row.provider_id,
    sentAt: ms(row.sent_at),
    readAt: ms(row.read_at),
    createdAt: row.created_at.getTime(),
    channels: row.channels === null ? null : row.channels.split(',').filter(Boolean),
  };
}
