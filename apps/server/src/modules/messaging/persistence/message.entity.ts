import type { Channel, MessageClass, MessageKind, MessageState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import {
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';
import type { WaitsFor } from '../domain/waits.js';

/**
 * One thing said to one owner. The row exists, with its unique dedupe key, before anything is sent; it is also the
 * owner's inbox entry and the delivery log.
 */
@Entity('message')
@Index('ix_message_due', ['state', 'notBefore', 'id'])
@Index('ix_message_owner', ['ownerId', 'id'])
@Index('ix_message_store', ['storeId', 'id'])
@Index('ix_message_vehicle', ['vehicleId', 'kind'])
export class MessageEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('uq_message_dedupe', { unique: true })
  @Column({ name: 'dedupe_key', ...codeColumn(120) })
  dedupeKey: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn, nullable: true })
  vehicleId: string | null;

  @Column({ ...codeColumn(40) })
  kind: MessageKind;

  @Column({ name: 'class', ...codeColumn(12) })
  class: MessageClass;

  /** What it speaks of (booking, visit …), looked at again at send time. */
  @Column({ name: 'subject_type', ...codeColumn(20), nullable: true })
  subjectType: string | null;

  @Column({ name: 'subject_id', ...idColumn, nullable: true })
  subjectId: string | null;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  @Column({ type: 'varchar', length: 500 })
  body: string;

  /** Words for the template fields: word name → text (no plates: those are added at send time). */
  @Column({ type: 'text', transformer: jsonText })
  words: Record<string, string>;

  /** Mini-program page the message opens. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  page: string | null;

  @Column({ name: 'action_label', type: 'varchar', length: 20, nullable: true })
  actionLabel: string | null;

  @Column({ ...codeColumn(12) })
  state: MessageState;

  @Column({ ...codeColumn(20), nullable: true })
  channel: Channel | null;

  /** The WeChat account it goes or went to; events of WeChat are matched by it. */
  @Column({ name: 'account_id', ...idColumn, nullable: true })
  accountId: string | null;

  /** In words: why it went this way, was held, or was not sent. */
  @Column({ type: 'varchar', length: 300 })
  why: string;

  @Column({ type: 'smallint', unsigned: true })
  attempts: number;

  @Column({ name: 'not_before', ...instantColumn })
  notBefore: Date;

  @Column({ name: 'expires_at', ...instantColumn })
  expiresAt: Date;

  /** Who claimed it for sending, and until when the claim holds. */
  @Column({ name: 'claim_id', ...codeColumn(40), nullable: true })
  claimId: string | null;

  @Column({ name: 'claim_until', ...instantColumn, nullable: true })
  claimUntil: Date | null;

  @Index('ix_message_provider')
  @Column({ name: 'provider_id', ...codeColumn(64), nullable: true })
  providerId: string | null;

  @Column({ name: 'sent_at', ...instantColumn, nullable: true })
  sentAt: Date | null;

  @Column({ name: 'read_at', ...instantColumn, nullable: true })
  readAt: Date | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  /** Channels it may take, parted by commas; null for all that its class allows. */
  @Column({ ...codeColumn(60), nullable: true })
  channels: string | null;

  /** What it waits for while it is `held`; says nothing in any other state. Null for a time of day. */
  @Column({ name: 'waits_for', ...codeColumn(24), nullable: true })
  waitsFor: WaitsFor | null;

  /**
   * Keeps the place in the row that sending fills with its claim, channel, account and provider id, and is emptied by it.
   * A row that grows in a full page makes InnoDB reorganise the page: 7,750 times for 20,000 messages, which took as long
   * as everything else about the update.
   */
  @Column({ ...codeColumn(88), nullable: true })
  room: string | null;
}

/** One try on one channel. */
@Entity('message_attempt')
@Index('ix_attempt_message', ['messageId'])
export class MessageAttemptEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ name: 'message_id', ...idColumn })
  messageId: string;

  @Column({ ...codeColumn(20) })
  channel: Channel;

  @Column({ ...codeColumn(12) })
  outcome: 'accepted' | 'delivered' | 'failed' | 'unknown' | 'skipped';

  /** Provider code, never translated here. */
  @Column({ ...codeColumn(60), nullable: true })
  code: string | null;

  @Column({ ...instantColumn })
  at: Date;
}

/** A WeChat template of one of our accounts and how our words fill it. */
@Entity('message_template')
@Index('uq_template', ['kind', 'channel'], { unique: true })
export class MessageTemplateEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(40) })
  kind: MessageKind;

  @Column({ ...codeColumn(20) })
  channel: 'subscribe' | 'official_account' | 'sms';

  @Column({ name: 'template_id', ...codeColumn(64) })
  templateId: string;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  /** Template key → word name, for instance `thing1` → `model`. */
  @Column({ type: 'text', transformer: jsonText })
  fields: Record<string, string>;

  @Column({ type: 'boolean' })
  active: boolean;

  /** The approved text of an SMS template, as far as we know it. */
  @Column({ name: 'sms_text', type: 'varchar', length: 500, nullable: true })
  smsText: string | null;

  /** Why a sync switched it off; null while the account's template fits, or a person switched it off. */
  @Column({ ...codeColumn(20), nullable: true })
  drift: 'missing_in_account' | 'fields_changed' | null;
}

/** How many sends an account still allows for a template: WeChat tells nobody, so we count. */
@Entity('subscribe_credit')
export class SubscribeCreditEntity {
  @PrimaryColumn({ name: 'account_id', ...idColumn })
  accountId: string;

  @PrimaryColumn({ name: 'template_id', ...codeColumn(64) })
  templateId: string;

  @Column({ type: 'smallint', unsigned: true })
  credits: number;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** Every change of a credit. Append-only; the sum per account and template is the credit. */
@Entity('subscribe_ledger')
@Index('uq_subscribe_ledger', ['dedupeKey'], { unique: true })
@Index('ix_subscribe_ledger_account', ['accountId', 'templateId'])
export class SubscribeLedgerEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ name: 'dedupe_key', ...codeColumn(120) })
  dedupeKey: string;

  @Column({ name: 'account_id', ...idColumn })
  accountId: string;

  @Column({ name: 'template_id', ...codeColumn(64) })
  templateId: string;

  @Column({ type: 'smallint' })
  change: number;

  /** `accepted` (client), `popup` (WeChat), `confirmed` (the two are one), `sent`, `refund`, `refused`. */
  @Column({ ...codeColumn(12) })
  reason: string;

  @Column({ ...instantColumn })
  at: Date;
}

/** A push of WeChat that was handled; duplicates are refused by the key. */
@Entity('provider_push')
export class ProviderPushEntity {
  @PrimaryColumn({ name: 'dedupe_key', ...hashColumn(43) })
  dedupeKey: string;

  @Column({ ...codeColumn(40) })
  kind: string;

  @Index('ix_provider_push_at')
  @Column({ name: 'received_at', ...instantColumn })
  receivedAt: Date;
}

/** A channel or template that is switched off after a configuration error, until a person or a test send closes it. */
@Entity('circuit')
export class CircuitEntity {
  @PrimaryColumn({ ...codeColumn(80) })
  name: string;

  @Column({ type: 'varchar', length: 200 })
  reason: string;

  @Column({ name: 'opened_at', ...instantColumn })
  openedAt: Date;

  /** From then on one message at a time is let through as a trial; a success closes the circuit. */
  @Column({ name: 'retry_at', ...instantColumn })
  retryAt: Date;

  /** Its messages wait until then (a quota that is used up) instead of going another way. */
  @Column({ type: 'boolean', default: false })
  holds: boolean;
}

/** A taken place under a cap: the primary key makes one message too many impossible. */
@Entity('message_cap')
export class MessageCapEntity {
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** Class and first day of the period: `care:2026-11-21`. */
  @PrimaryColumn({ ...codeColumn(24) })
  period: string;

  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  slot: number;

  @Column({ name: 'message_id', ...idColumn })
  messageId: string;
}
