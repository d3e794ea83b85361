import type { Channel, MessageKind, MessageState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import {
  type Message,
  type MessagePatch,
  messageRecord,
  type NewMessage,
  type Row,
} from './message.mapper.js';
import { valueById } from './value-by-id.sql.js';

/**
 * No claim is this long; one that seems to be was made before the clock was set back, and its maker is taken for dead.
 * Far more than clocks of workers may differ.
 */
const LONGEST_CLAIM_MS = 10 * 60_000;

interface PatchGroup {
  common: Omit<MessagePatch, 'accountId'>;
  ids: string[];
  /** By message id. */
  accounts: [string, string | null][];
  /** By message id. */
  providers: [string, string][];
}

const PATCH_COLUMNS: Record<keyof Omit<MessagePatch, 'accountId'>, string> = {
  state: '`state`',
  channel: 'channel',
  why: 'why',
  attempts: 'attempts',
  notBefore: 'not_before',
  claimUntil: 'claim_until',
  sentAt: 'sent_at',
};
const INSTANTS: ReadonlySet<string> = new Set(['notBefore', 'claimUntil', 'sentAt']);

@Injectable()
export class MessageRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Inserts what is not there yet, by dedupe key. Returns the ids that were really written. */
  async insert(tx: Tx, messages: readonly NewMessage[], now: number): Promise<Set<string>> {
    if (messages.length === 0) return new Set();
    const result: { affectedRows: number } = await tx.manager.query(
      `INSERT IGNORE INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, subject_type, subject_id,
         title, body, words, page, action_label, state, channel, account_id, why, attempts, not_before, expires_at,
         claim_id, claim_until, provider_id, sent_at, read_at, created_at, channels) VALUES ?`,
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
        ]),
      ],
    );
    const ids = messages.map((message) => message.id);
    if (result.affectedRows === messages.length) return new Set(ids);
    const rows: { id: string }[] = await tx.manager.query('SELECT id FROM message WHERE id IN (?)', [ids]);
    return new Set(rows.map((row) => row.id));
  }

  /** Messages by id, in no order; unknown ids are left out. */
  async findByIds(ids: readonly string[]): Promise<Message[]> {
    if (ids.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query('SELECT * FROM message WHERE id IN (?)', [ids]);
    return rows.map(messageRecord);
  }

  /**
   * Takes up to `limit` due messages for `claimId` until `until`. Rows another worker is taking are passed over
   * (SKIP LOCKED), and the conditional claim makes a second taker impossible.
   */
  async claimDue(claimId: string, now: number, until: number, limit: number): Promise<Message[]> {
    return this.uow.run(async (tx) => {
      const rows: Row[] = [];
      for (const state of ['held', 'planned']) {
        if (rows.length >= limit) break;
        rows.push(
          ...(await tx.manager.query(
            `SELECT * FROM message WHERE state = ? AND not_before <= ? AND (claim_until IS NULL OR claim_until <= ? OR claim_until > ?)
              ORDER BY not_before, id LIMIT ${limit - rows.length} FOR UPDATE SKIP LOCKED`,
            [state, toDate(now), toDate(now), toDate(now + LONGEST_CLAIM_MS)],
          )),
        );
      }
      if (rows.length === 0) return [];
      await tx.manager.query('UPDATE message SET claim_id = ?, claim_until = ? WHERE id IN (?)', [
        claimId,
        toDate(until),
        rows.map((row) => row.id),
      ]);
      return rows.map(messageRecord);
    });
  }

  /** Which of these messages are still waiting and ours. Locked until the transaction ends. */
  async lockClaimed(tx: Tx, ids: readonly string[], claimId: string): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows: { id: string }[] = await tx.manager.query(
      "SELECT id FROM message WHERE id IN (?) AND claim_id = ? AND state IN ('planned', 'held') FOR UPDATE",
      [ids, claimId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Gives claimed messages back that were not sent, for anybody to take. */
  async giveBack(claimId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.uow.reader.query(
      "UPDATE message SET claim_until = NULL WHERE id IN (?) AND claim_id = ? AND state IN ('planned', 'held')",
      [ids, claimId],
    );
  }

  /** Holds messages that are being sent for longer. */
  async renewClaims(claimId: string, ids: readonly string[], until: number): Promise<void> {
    if (ids.length === 0) return;
    await this.uow.reader.query(
      "UPDATE message SET claim_until = ? WHERE id IN (?) AND claim_id = ? AND state = 'sending'",
      [toDate(until), ids, claimId],
    );
  }

  /** Messages whose sender died: still `sending` and past their claim. Locked until the transaction ends. */
  async lockStale(tx: Tx, now: number, limit: number): Promise<Message[]> {
    const rows: Row[] = await tx.manager.query(
      `SELECT * FROM message WHERE state = 'sending' AND (claim_until <= ? OR claim_until > ?)
        LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      [toDate(now), toDate(now + LONGEST_CLAIM_MS)],
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
    const groups = new Map<string, PatchGroup>();
    for (const { id, patch } of patches) {
      const { accountId } = patch;
      const providerId = providerIds.get(id);
      const key = `${accountId === undefined}|${providerId === undefined}|${patchKey(patch)}`;
      let group = groups.get(key);
      if (!group) {
        const { accountId: _, ...common } = patch;
        group = { common, ids: [], accounts: [], providers: [] };
        groups.set(key, group);
      }
      group.ids.push(id);
      if (accountId !== undefined) group.accounts.push([id, accountId]);
      if (providerId !== undefined) group.providers.push([id, providerId.slice(0, 64)]);
    }
    let changed = 0;
    for (const group of groups.values()) changed += await this.patchGroup(tx, group, from, claimId);
    return changed;
  }

  private async patchGroup(
    tx: Tx,
    { common, ids, accounts, providers }: PatchGroup,
    from: readonly MessageState[],
    claimId: string | null,
  ): Promise<number> {
    const entries = Object.entries(common) as [keyof typeof PATCH_COLUMNS, string | number | null][];
    const sets = entries.map(([key]) => `${PATCH_COLUMNS[key]} = ?`);
    const values: unknown[] = entries.map(([key, value]) =>
      typeof value === 'number' && INSTANTS.has(key) ? toDate(value) : value,
    );
    for (const [column, pairs] of [
      ['account_id', accounts],
      ['provider_id', providers],
    ] as const) {
      if (pairs.length === 0) continue;
      const chosen = valueById(pairs);
      sets.push(`${column} = ${chosen.sql}`);
      for (const value of chosen.parameters) values.push(value);
    }
    const ours = claimId === null ? '' : ' AND claim_id = ?';
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE message SET ${sets.join(', ')} WHERE id IN (?) AND state IN (?)${ours}`,
      [...values, ids, from, ...(claimId === null ? [] : [claimId])],
    );
    return result.affectedRows;
  }

  /** Keeps the provider's ids of sent messages, in one statement. */
  async setProviderIds(tx: Tx, pairs: readonly { id: string; providerId: string }[]): Promise<void> {
    if (pairs.length === 0) return;
    const chosen = valueById(pairs.map(({ id, providerId }) => [id, providerId.slice(0, 64)]));
    await tx.manager.query(`UPDATE message SET provider_id = ${chosen.sql} WHERE id IN (?)`, [
      ...chosen.parameters,
      pairs.map(({ id }) => id),
    ]);
  }

  /**
   * The message that an event of WeChat speaks of: by its id, or, when the event overtook the answer of the call, the
   * oldest message under way to that account. Locked until the transaction ends.
   */
  async findForEvent(
    tx: Tx,
    event: {
      channel: Channel;
      providerId: string;
      accountId: string | null;
      ownerId: string | null;
      kinds: readonly MessageKind[] | null;
    },
  ): Promise<Message | null> {
    const known = await this.lockByProviderId(tx, event);
    if (known) return known;
    if (event.ownerId === null || event.accountId === null || event.kinds?.length === 0) return null;
    const rows: Row[] = await tx.manager.query(
      `SELECT * FROM message WHERE owner_id = ? AND account_id = ? AND channel = ? AND provider_id IS NULL
          AND state IN ('sending', 'unknown', 'held')${event.kinds === null ? '' : ' AND kind IN (?)'}
        ORDER BY id LIMIT 1 FOR UPDATE`,
      [event.ownerId, event.accountId, event.channel, ...(event.kinds === null ? [] : [event.kinds])],
    );
    // The answer of the call may have been committed between the two looks: then its id is known now.
    return rows[0] ? messageRecord(rows[0]) : this.lockByProviderId(tx, event);
  }

  private async lockByProviderId(
    tx: Tx,
    { providerId, channel }: { providerId: string; channel: Channel },
  ): Promise<Message | null> {
    const rows: Row[] = await tx.manager.query(
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
    await tx.manager.query(
      'INSERT INTO message_attempt (message_id, channel, outcome, code, `at`) VALUES ?',
      [
        attempts.map(({ messageId, channel, outcome, code, at }) => [
          messageId,
          channel,
          outcome,
          code === null ? null : code.slice(0, 60),
          toDate(at),
        ]),
      ],
    );
  }
}

/** Equal for patches that change the same columns, apart from the account, to the same values. */
function patchKey({ state, channel, why, attempts, notBefore, claimUntil, sentAt }: MessagePatch): string {
  return `${state}|${channel}|${attempts}|${notBefore}|${claimUntil}|${sentAt}|${why}`;
}
