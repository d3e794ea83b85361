import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { DueCar } from '../domain/care-plan.js';
import type { CareRuleId } from '../domain/care-rules.js';

interface Row {
  id: string;
  store_id: string;
  due_kind: CareRuleId | null;
  due_on: string | null;
  last_service_on: string | null;
  sold_on: string | null;
}

const record = (row: Row): DueCar => ({
  id: row.id,
  storeId: row.store_id,
  dueKind: row.due_kind,
  dueOn: row.due_on,
  lastServiceOn: row.last_service_on,
  soldOn: row.sold_on,
});

const COLUMNS = 'id, store_id, due_kind, due_on, last_service_on, sold_on';

/**
 * Reads the due columns of cars in bulk. The vehicle room owns the table; planning a whole group in memory-sized
 * pieces needs these six columns by the million, which a door that hands out whole cars cannot give.
 */
@Injectable()
export class DueCarRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Cars due within the dates, by id, after `afterId`. */
  async dueBetween(from: string, to: string, afterId: string, limit: number): Promise<DueCar[]> {
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} FROM vehicle WHERE due_on BETWEEN ? AND ? AND id > ? ORDER BY id LIMIT ${limit}`,
      [from, to, afterId],
    );
    return rows.map(record);
  }

  /** Cars whose file changed at or after the instant, by id, after `afterId`. */
  async changedSince(instant: number, afterId: string, limit: number): Promise<DueCar[]> {
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} FROM vehicle WHERE updated_at >= ? AND id > ? ORDER BY id LIMIT ${limit}`,
      [toDate(instant), afterId],
    );
    return rows.map(record);
  }

  async byIds(ids: readonly string[]): Promise<DueCar[]> {
    if (ids.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query(`SELECT ${COLUMNS} FROM vehicle WHERE id IN (?)`, [ids]);
    return rows.map(record);
  }

  /** One page of a store's cars by due date, and how many there are. */
  async page(
    storeId: string,
    from: string,
    to: string,
    limit: number,
    offset: number,
  ): Promise<{ ids: string[]; total: number }> {
    const where = 'store_id = ? AND due_on BETWEEN ? AND ?';
    const [rows, counts]: [{ id: string }[], { n: string }[]] = await Promise.all([
      this.uow.reader.query(`SELECT id FROM vehicle WHERE ${where} ORDER BY due_on, id LIMIT ? OFFSET ?`, [
        storeId,
        from,
        to,
        limit,
        offset,
      ]),
      this.uow.reader.query(
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM vehicle WHERE ${where} LIMIT 10000) counted`,
        [storeId, from, to],
      ),
    ]);
    return { ids: rows.map((row) => row.id), total: Number(counts[0]?.n ?? 0) };
  }

  /** How far planning has come; null if it never ran. */
  async progress(): Promise<{ fullOn: string; seenAt: number } | null> {
    const rows: { full_on: string; seen_at: Date }[] = await this.uow.reader.query(
      "SELECT full_on, seen_at FROM care_progress WHERE name = 'plan'",
    );
    return rows[0] ? { fullOn: rows[0].full_on, seenAt: rows[0].seen_at.getTime() } : null;
  }

  async setProgress(tx: Tx, fullOn: string, seenAt: number): Promise<void> {
    await tx.manager.query(
      `INSERT INTO care_progress (name, full_on, seen_at) VALUES ('plan', ?, ?)
       ON DUPLICATE KEY UPDATE full_on = VALUES(full_on), seen_at = VALUES(seen_at)`,
      [fullOn, toDate(seenAt)],
    );
  }
}
