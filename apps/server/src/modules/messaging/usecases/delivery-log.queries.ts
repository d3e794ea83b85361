import type { MessageKind, MessageState } from '@cheban/contracts';
import { startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Leases, UnitOfWork } from '../../../platform/database/index.js';
import { type Message, messageRecord } from '../persistence/message.mapper.js';
import { type Circuit, SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { SWEEP_LEASE } from './send-due.usecase.js';

export interface DeliveryFilter {
  storeIds: readonly string[];
  ownerId?: string;
  state?: MessageState;
  kind?: MessageKind;
  page: number;
  pageSize: number;
}

export interface SendingHealth {
  lastSweptAt: number | null;
  /** Messages past their time that nobody has taken. */
  overdue: number;
  /** Since when the oldest of them waits. */
  oldestAt: number | null;
  unknown: number;
  failedToday: number;
  circuits: Circuit[];
}

/** Totals are counted up to here; nobody pages further. */
const COUNT_LIMIT = 10_000;
/** A message this much past its time and unclaimed is late: the sender looks every two seconds. */
const LATE_MS = 30_000;

/** What became of every message, for staff, and whether sending keeps up. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: SendingRulesRepository,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  async page(filter: DeliveryFilter): Promise<{ items: Message[]; total: number }> {
    if (filter.storeIds.length === 0) return { items: [], total: 0 };
    const conditions = ['store_id IN (?)'];
    const values: unknown[] = [filter.storeIds];
    for (const [column, value] of [
      ['owner_id', filter.ownerId],
      ['state', filter.state],
      ['kind', filter.kind],
    ] as const) {
      if (value === undefined) continue;
      conditions.push(`${column} = ?`);
      values.push(value);
    }
    const where = conditions.join(' AND ');
    const [rows, counts]: [unknown[], { n: string }[]] = await Promise.all([
      this.uow.reader.query(`SELECT * FROM message WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`, [
        ...values,
        filter.pageSize,
        (filter.page - 1) * filter.pageSize,
      ]),
      this.uow.reader.query(
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM message WHERE ${where} LIMIT ${COUNT_LIMIT}) counted`,
        values,
      ),
    ]);
    return { items: rows.map(messageRecord), total: Number(counts[0]?.n ?? 0) };
  }

  /** The newest message of these kinds about each car. */
  async latestAbout(
    vehicleIds: readonly string[],
    kinds: readonly MessageKind[],
  ): Promise<Map<string, Message>> {
    if (vehicleIds.length === 0) return new Map();
    const rows: unknown[] = await this.uow.reader.query(
      `SELECT m.* FROM message m JOIN (
         SELECT MAX(id) AS id FROM message WHERE vehicle_id IN (?) AND kind IN (?) GROUP BY vehicle_id
       ) latest ON latest.id = m.id`,
      [vehicleIds, kinds],
    );
    return new Map(
      rows.map((row) => messageRecord(row)).map((message) => [message.vehicleId ?? '', message]),
    );
  }

  async health(): Promise<SendingHealth> {
    const now = this.clock.now();
    const late = toDate(now - LATE_MS);
    const [waiting, counts, circuits, sweptAt]: [
      { n: string; oldest: Date | null }[],
      { state: MessageState; n: string }[],
      Map<string, Circuit>,
      Date | null,
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
      this.rules.circuits(),
      this.leases.ranAt(SWEEP_LEASE),
    ]);
    const countOf = (state: MessageState) => Number(counts.find((row) => row.state === state)?.n ?? 0);
    return {
      lastSweptAt: sweptAt?.getTime() ?? null,
      overdue: Number(waiting[0]?.n ?? 0),
      oldestAt: waiting[0]?.oldest?.getTime() ?? null,
      unknown: countOf('unknown'),
      failedToday: countOf('failed'),
      circuits: [...circuits.values()],
    };
  }
}
