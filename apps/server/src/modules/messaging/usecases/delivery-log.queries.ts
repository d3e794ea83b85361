import type { MessageKind, MessageState } from '@cheban/contracts';
import { startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { repeatedId } from '../domain/repeat-key.js';
import { type Message, messageRecord } from '../persistence/message.mapper.js';

export interface SendingHealth {
  /** Messages past their time that nobody has taken. */
  overdue: number;
  /** Since when the oldest of them waits. */
  oldestAt: number | null;
  unknown: number;
  /** Messages whose sender took them and has said nothing since, past its claim. */
  stuck: number;
  failedToday: number;
}

/** A message this much past its time and unclaimed is late: the sender looks every two seconds. */
const LATE_MS = 30_000;

/** What became of every message, for staff, and whether sending keeps up. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Care messages about a car that stood in the inbox only, were sent in vain or never, and were not opened, planned between two
   * instants (the first included), the oldest first.
   */
  async unheard(
    kinds: readonly MessageKind[],
    from: number,
    until: number,
    limit: number,
  ): Promise<Message[]> {
    const rows: unknown[] = await this.uow.reader.query(
      `SELECT * FROM message WHERE state IN ('delivered', 'failed', 'expired') AND not_before >= ? AND not_before < ?
          AND (state <> 'delivered' OR channel = 'inbox') AND class = 'care' AND kind IN (?) AND read_at IS NULL AND vehicle_id IS NOT NULL
        ORDER BY not_before, id LIMIT ${limit}`,
      [toDate(from), toDate(until), kinds],
    );
    return rows.map(messageRecord);
  }

  /** Messages to a person, of these stores, that wait for nothing any more; newest first. `again`: a person repeated it. */
  async settledOf(
    ownerId: string,
    storeIds: readonly string[],
    limit: number,
  ): Promise<(Message & { again: boolean })[]> {
    if (storeIds.length === 0) return [];
    const rows: { dedupe_key: string }[] = await this.uow.reader.query(
      `SELECT * FROM message WHERE owner_id = ? AND store_id IN (?) AND state NOT IN ('planned', 'held')
        ORDER BY id DESC LIMIT ${Math.trunc(limit)}`,
      [ownerId, storeIds],
    );
    return rows.map((row) => ({ ...messageRecord(row), again: repeatedId(row.dedupe_key) !== null }));
  }

  /** Messages by id; missing ones are left out. */
  async byIds(ids: readonly string[]): Promise<Map<string, Message>> {
    if (ids.length === 0) return new Map();
    const rows: unknown[] = await this.uow.reader.query('SELECT * FROM message WHERE id IN (?)', [ids]);
    return new Map(rows.map(messageRecord).map((message) => [message.id, message]));
  }

  async health(): Promise<SendingHealth> {
    const now = this.clock.now();
    const late = toDate(now - LATE_MS);
    const [waiting, counts, stuck]: [
      { n: string; oldest: Date | null }[],
      { state: MessageState; n: string }[],
      { n: string }[],
    ] = await Promise.all([
      this.uow.reader.query(
        `SELECT COUNT(*) AS n, MIN(not_before) AS oldest FROM message
          WHERE state IN ('planned', 'held') AND not_before < ? AND (claim_until IS NULL OR claim_until < ?)`,
        [late, toDate(now)],
      ),
      this.uow.reader.query(
        `SELECT state, COUNT(*) AS n FROM message
          WHERE state = 'unknown' OR (state = 'failed' AND not_before >= ?) GROUP BY state`,
        [toDate(startOfBusinessDay(this.clock.today()))],
      ),
      this.uow.reader.query("SELECT COUNT(*) AS n FROM message WHERE state = 'sending' AND claim_until < ?", [
        late,
      ]),
    ]);
    const countOf = (state: MessageState) => Number(counts.find((row) => row.state === state)?.n ?? 0);
    return {
      overdue: Number(waiting[0]?.n ?? 0),
      oldestAt: waiting[0]?.oldest?.getTime() ?? null,
      unknown: countOf('unknown'),
      stuck: Number(stuck[0]?.n ?? 0),
      failedToday: countOf('failed'),
    };
  }
}
