import type { AlarmName } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** Instants are milliseconds. */
export interface Alarm {
  readonly id: string;
  readonly name: AlarmName;
  readonly text: string;
  readonly openedAt: number;
  readonly lastSeenAt: number;
  readonly count: number;
  readonly closedAt: number | null;
  readonly acknowledgedName: string | null;
  readonly acknowledgedAt: number | null;
}

export interface AlarmNotice {
  readonly id: string;
  readonly text: string;
  readonly attempts: number;
}

interface AlarmRow {
  id: string;
  name: AlarmName;
  text: string;
  opened_at: Date;
  last_seen_at: Date;
  count: number;
  closed_at: Date | null;
  acknowledged_name: string | null;
  acknowledged_at: Date | null;
}

const record = (row: AlarmRow): Alarm => ({
  id: row.id,
  name: row.name,
  text: row.text,
  openedAt: row.opened_at.getTime(),
  lastSeenAt: row.last_seen_at.getTime(),
  count: row.count,
  closedAt: row.closed_at?.getTime() ?? null,
  acknowledgedName: row.acknowledged_name,
  acknowledgedAt: row.acknowledged_at?.getTime() ?? null,
});

const COLUMNS =
  'id, name, `text`, opened_at, last_seen_at, `count`, closed_at, acknowledged_name, acknowledged_at';
const MAX_NOTICE_TEXT = 400;

/** Alarms and what the group robot is to be told of them. */
@Injectable()
export class AlarmRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Notes that something is wrong. Returns the id of the alarm if this opened it; null if it was open already. */
  async see(tx: Tx, name: AlarmName, text: string, now: number): Promise<string | null> {
    const seen: { affectedRows: number } = await tx.manager.query(
      'UPDATE alarm SET last_seen_at = ?, `count` = `count` + 1, `text` = ? WHERE open_name = ?',
      [toDate(now), text, name],
    );
    if (seen.affectedRows > 0) return null;
    const id = newId(this.clock);
    const opened: { affectedRows: number } = await tx.manager.query(
      `INSERT IGNORE INTO alarm (id, name, open_name, \`text\`, opened_at, last_seen_at, \`count\`, closed_at,
         acknowledged_by, acknowledged_name, acknowledged_at) VALUES (?, ?, ?, ?, ?, ?, 1, NULL, NULL, NULL, NULL)`,
      [id, name, name, text, toDate(now), toDate(now)],
    );
    return opened.affectedRows === 1 ? id : null;
  }

  async open(tx: Tx): Promise<Alarm[]> {
    const rows: AlarmRow[] = await tx.manager.query(
      `SELECT ${COLUMNS} FROM alarm WHERE open_name IS NOT NULL ORDER BY id`,
    );
    return rows.map(record);
  }

  /** False if somebody else closed it. */
  async close(tx: Tx, id: string, now: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      'UPDATE alarm SET open_name = NULL, closed_at = ? WHERE id = ? AND open_name IS NOT NULL',
      [toDate(now), id],
    );
    return result.affectedRows === 1;
  }

  async page(open: boolean, limit: number, offset: number): Promise<{ items: Alarm[]; total: number }> {
    const where = `open_name IS ${open ? 'NOT NULL' : 'NULL'}`;
    const [rows, counts]: [AlarmRow[], { n: string }[]] = await Promise.all([
      this.uow.reader.query(`SELECT ${COLUMNS} FROM alarm WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`, [
        limit,
        offset,
      ]),
      this.uow.reader.query(`SELECT COUNT(*) AS n FROM alarm WHERE ${where}`),
    ]);
    return { items: rows.map(record), total: Number(counts[0]?.n ?? 0) };
  }

  async countOpen(): Promise<number> {
    const rows: { n: string }[] = await this.uow.reader.query(
      'SELECT COUNT(*) AS n FROM alarm WHERE open_name IS NOT NULL',
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** The first who saw it stands; false if there is no such alarm or somebody did before. */
  async acknowledge(tx: Tx, id: string, who: { id: string; name: string }, now: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE alarm SET acknowledged_by = ?, acknowledged_name = ?, acknowledged_at = ?
        WHERE id = ? AND acknowledged_by IS NULL`,
      [who.id, who.name.slice(0, 60), toDate(now), id],
    );
    return result.affectedRows === 1;
  }

  async find(id: string): Promise<Alarm | null> {
    const rows: AlarmRow[] = await this.uow.reader.query(`SELECT ${COLUMNS} FROM alarm WHERE id = ?`, [id]);
    return rows[0] ? record(rows[0]) : null;
  }

  async addNotice(
    tx: Tx,
    notice: { alarmId: string; change: 'opened' | 'closed'; text: string },
    now: number,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT IGNORE INTO alarm_notice (alarm_id, \`change\`, \`text\`, state, attempts, next_at, failure, created_at)
       VALUES (?, ?, ?, 'waiting', 0, ?, '', ?)`,
      [notice.alarmId, notice.change, notice.text.slice(0, MAX_NOTICE_TEXT), toDate(now), toDate(now)],
    );
  }

  /** Notices whose time has come; the end of an alarm waits until its beginning was told. */
  async dueNotices(now: number, limit: number): Promise<AlarmNotice[]> {
    const rows: { id: string; text: string; attempts: number }[] = await this.uow.reader.query(
      `SELECT n.id, n.\`text\`, n.attempts FROM alarm_notice n
        WHERE n.state = 'waiting' AND n.next_at <= ?
          AND NOT EXISTS (SELECT 1 FROM alarm_notice b
                           WHERE b.alarm_id = n.alarm_id AND b.id < n.id AND b.state = 'waiting')
        ORDER BY n.id LIMIT ${limit}`,
      [toDate(now)],
    );
    return rows.map((row) => ({ id: String(row.id), text: row.text, attempts: row.attempts }));
  }

  /** Takes one notice until `until`; false if somebody else did. */
  async claimNotice(notice: AlarmNotice, until: number): Promise<boolean> {
    const result: { affectedRows: number } = await this.uow.reader.query(
      `UPDATE alarm_notice SET attempts = attempts + 1, next_at = ?
        WHERE id = ? AND state = 'waiting' AND attempts = ?`,
      [toDate(until), notice.id, notice.attempts],
    );
    return result.affectedRows === 1;
  }

  async settleNotice(
    id: string,
    end: { state: 'sent' | 'waiting' | 'given_up'; nextAt: number; failure: string },
  ): Promise<void> {
    await this.uow.reader.query('UPDATE alarm_notice SET state = ?, next_at = ?, failure = ? WHERE id = ?', [
      end.state,
      toDate(end.nextAt),
      end.failure.slice(0, 200),
      id,
    ]);
  }
}
