import type { Channel, MessageKind, MessageState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import {
  DUE_COLUMNS,
  type DueMessage,
  dueRecord,
  type Message,
  type MessagePatch,
  messageRecord,
  type NewMessage,
  type Row,
} from './message.mapper.js';
import { patchStatements } from './message-patch.sql.js';

/**
 * No claim is this long; one that seems to be was made before the clock was set back, and its maker is taken for dead.
 * Far more than clocks of workers may differ.
 */
const LONGEST_CLAIM_MS = 10 * 60_000;

const STALE = "state = 'sending' AND (claim_until <= ? OR claim_until > ?)";
const staleAt = (now: number) => [toDate(now), toDate(now + LONGEST_CLAIM_MS)];

/** How far a sender has come through what is due: the last row of each state. */
export type DuePlaces = { readonly [state in 'held' | 'planned']?: { notBefore: Date; id: string } };

/** What fills `message.room`: see there. */
export const ROOM = '-'.repeat(88);

@Injectable()
export class MessageRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Inserts what is not there yet, by dedupe key. Returns the ids that were really written. */
  async insert(tx: Tx, messages: readonly NewMessage[], now: number): Promise<Set<string>> {
    if (messages.length === 0) return new Set();
    const result: { affectedRows: number } = await tx.query(
      `INSERT IGNORE INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, subject_type, subject_id,
         title, body, words, page, action_label, state, channel, account_id, why, attempts, not_before, expires_at,
         claim_id, claim_until, provider_id, sent_at, read_at, created_at, channels, room) VALUES ?`,
      [
        messages.map((message) => [
          message.id,
          message.dedupeKey,
          message.storeId,
          message.ownerId,
          message.vehicleId,
          message.kind,
          message.class,
          message.subjectType,
          message.subjectId,
          message.title.slice(0, 60),
          message.body.slice(0, 500),
          JSON.stringify(message.words),
          message.page,
          message.actionLabel,
          'planned',
          null,
          null,
          '等待发送',
          0,
          toDate(message.notBefore),
          toDate(message.expiresAt),
          null,
          null,
          null,
          null,
          null,
          toDate(now),
          message.channels?.join(',') ?? null,
          ROOM,
        ]),
      ],
    );
    const ids = messages.map((message) => message.id);
    if (result.affectedRows === messages.length) return new Set(ids);
    const rows: { id: string }[] = await tx.query('SELECT id FROM message WHERE id IN (?)', [ids]);
    return new Set(rows.map((row) => row.id));
  }

  /** Messages by id, in no order; unknown ids are left out. */
  async findByIds(ids: readonly string[]): Promise<Message[]> {
    if (ids.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query('SELECT * FROM message WHERE id IN (?)', [ids]);
    return rows.map(messageRecord);
  }

  /**
   * Up to `limit` due messages, oldest first, those held before those planned. Locked until the transaction ends: rows
   * that another sender looks at are passed over (SKIP LOCKED), so no message has two.
   * @param from how far one has come: what lies before it is not looked at, because InnoDB would walk again over all that
   *   was sent and is not purged yet. What has come back meanwhile is found when one starts from the beginning
   */
  async lockDue(
    tx: Tx,
    now: number,
    limit: number,
    from: DuePlaces,
  ): Promise<{ due: DueMessage[]; places: DuePlaces }> {
    const due: DueMessage[] = [];
    const places: { -readonly [state in keyof DuePlaces]: DuePlaces[state] } = { ...from };
    for (const state of ['held', 'planned'] as const) {
      if (due.length >= limit) break;
      const place = from[state];
      const rows = await tx.query<Row[]>(
        `SELECT ${DUE_COLUMNS}, not_before FROM message
          WHERE state = ? AND not_before <= ?${place ? ' AND (not_before > ? OR (not_before = ? AND id > ?))' : ''}
            AND (claim_until IS NULL OR claim_until <= ? OR claim_until > ?)
          ORDER BY not_before, id LIMIT ${limit - due.length} FOR UPDATE SKIP LOCKED`,
        [
          state,
          toDate(now),
          ...(place ? [place.notBefore, place.notBefore, place.id] : []),
          toDate(now),
          toDate(now + LONGEST_CLAIM_MS),
        ],
      );
      for (const row of rows) due.push(dueRecord(row));
      const last = rows[rows.length - 1];
      if (last) places[state] = { notBefore: last.not_before, id: last.id };
    }
    return { due, places };
  }

  /** Holds messages that are being sent for longer. */
  async renewClaims(claimId: string, ids: readonly string[], until: number): Promise<void> {
    if (ids.length === 0) return;
    await this.uow.reader.query(
      "UPDATE message SET claim_until = ? WHERE id IN (?) AND claim_id = ? AND state = 'sending'",
      [toDate(until), ids, claimId],
    );
  }

  /** How many messages of each kind wait for a template. */
  async waitingForTemplate(): Promise<Map<MessageKind, number>> {
    const rows: { kind: MessageKind; n: string }[] = await this.uow.reader.query(
      "SELECT kind, COUNT(*) AS n FROM message WHERE `state` = 'held' AND waits_for = 'template' GROUP BY kind",
    );
    return new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
  }

  /** Lets messages look at once again that wait for a template of these kinds. */
  async wakeWaiting(tx: Tx, kinds: readonly MessageKind[], now: number): Promise<void> {
    if (kinds.length === 0) return;
    await tx.query(
      `UPDATE message SET not_before = ?
        WHERE \`state\` = 'held' AND not_before > ? AND kind IN (?) AND waits_for = 'template'`,
      [toDate(now), toDate(now), kinds],
    );
  }

  /** Whether there are messages whose sender died: still `sending` and past their claim. */
  async hasStale(now: number): Promise<boolean> {
    const rows = await this.uow.read(`SELECT 1 FROM message WHERE ${STALE} LIMIT 1`, staleAt(now));
    return rows.length > 0;
  }

  /** Those messages, locked until the transaction ends. */
  async lockStale(tx: Tx, now: number, limit: number): Promise<Message[]> {
    const rows: Row[] = await tx.query(
      `SELECT * FROM message WHERE ${STALE} LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      staleAt(now),
    );
    return rows.map(messageRecord);
  }

  /**
   * Changes messages that are still in one of the states, and still ours if `claimId` is given. Patches that differ only
   * in the account, and the provider's ids, go together in one statement. Returns how many rows were changed.
   */
  async patch(
    tx: Tx,
    patches: readonly { id: string; patch: MessagePatch }[],
    from: readonly MessageState[],
    claimId: string | null,
    providerIds: ReadonlyMap<string, string> = new Map(),
  ): Promise<number> {
    let changed = 0;
    for (const { sql, values } of patchStatements(patches, from, claimId, providerIds)) {
      const result: { affectedRows: number } = await tx.query(sql, values);
      changed += result.affectedRows;
    }
    return changed;
  }

  /** Keeps the provider's id of a message that an event has told of. */
  async setProviderId(tx: Tx, id: string, providerId: string): Promise<void> {
    await tx.query('UPDATE message SET provider_id = ? WHERE id = ?', [providerId.slice(0, 64), id]);
  }

  /**
   * The message that an event of WeChat speaks of: by its id, or, when the event overtook the answer of the call, the
   * oldest message under way to that account; `who` is asked only then. Locked until the transaction ends.
   */
  async findForEvent(
    tx: Tx,
    event: { channel: Channel; providerId: string },
    who: () => Promise<{
      accountId: string | null;
      ownerId: string | null;
      kinds: readonly MessageKind[] | null;
    }>,
  ): Promise<Message | null> {
    const known = await this.lockByProviderId(tx, event);
    if (known) return known;
    const { ownerId, accountId, kinds } = await who();
    if (ownerId === null || accountId === null || kinds?.length === 0) return null;
    const rows: Row[] = await tx.query(
      `SELECT * FROM message WHERE owner_id = ? AND account_id = ? AND channel = ? AND provider_id IS NULL
          AND state IN ('sending', 'unknown', 'held')${kinds === null ? '' : ' AND kind IN (?)'}
        ORDER BY id LIMIT 1 FOR UPDATE`,
      [ownerId, accountId, event.channel, ...(kinds === null ? [] : [kinds])],
    );
    // The answer of the call may have been committed between the two looks: then its id is known now.
    return rows[0] ? messageRecord(rows[0]) : this.lockByProviderId(tx, event);
  }

  private async lockByProviderId(
    tx: Tx,
    { providerId, channel }: { providerId: string; channel: Channel },
  ): Promise<Message | null> {
    const rows: Row[] = await tx.query(
      'SELECT * FROM message WHERE provider_id = ? AND channel = ? FOR UPDATE',
      [providerId, channel],
    );
    return rows[0] ? messageRecord(rows[0]) : null;
  }

  async addAttempts(
    tx: Tx,
    attempts: readonly {
      messageId: string;
      channel: Channel;
      outcome: string;
      code: string | null;
      at: number;
    }[],
  ): Promise<void> {
    if (attempts.length === 0) return;
    await tx.query('INSERT INTO message_attempt (message_id, channel, outcome, code, `at`) VALUES ?', [
      attempts.map(({ messageId, channel, outcome, code, at }) => [
        messageId,
        channel,
        outcome,
        code === null ? null : code.slice(0, 60),
        toDate(at),
      ]),
    ]);
  }
}
