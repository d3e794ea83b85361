import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { ImportRunEntity } from './import-run.entity.js';

/** One import as it stands in the database. */
export type ImportRun = ImportRunEntity;

/** A running import without a sign of life for this long was abandoned: another worker starts it over. */
const ABANDONED_MS = 60_000;

@Injectable()
export class ImportRunRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async insert(tx: Tx, run: Omit<ImportRun, 'createdAt' | 'attempts'>): Promise<void> {
    await tx.manager.insert(ImportRunEntity, { ...run, attempts: 0, createdAt: this.clock.date() });
  }

  async findById(id: string): Promise<ImportRun | null> {
    const found = await this.uow.reader.findOneBy(ImportRunEntity, { id });
    return found ? { ...found, dryRun: Boolean(found.dryRun), errorFile: Boolean(found.errorFile) } : null;
  }

  async page(
    storeIds: readonly string[],
    page: number,
    pageSize: number,
  ): Promise<{ runs: ImportRun[]; total: number }> {
    if (storeIds.length === 0) return { runs: [], total: 0 };
    const [found, total] = await this.uow.reader
      .createQueryBuilder(ImportRunEntity, 'run')
      .where('run.storeId IN (:...storeIds)', { storeIds })
      .orderBy('run.createdAt', 'DESC')
      .addOrderBy('run.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    const runs = found.map((run) => ({
      ...run,
      dryRun: Boolean(run.dryRun),
      errorFile: Boolean(run.errorFile),
    }));
    return { runs, total };
  }

  /** Puts an import that waits, has failed or was only tried into the queue. False if it runs or is done. */
  async enqueue(
    tx: Tx,
    id: string,
    change: { mapping: Record<string, string>; asOf: string; dryRun: boolean; startedBy: string | null },
  ): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE import_run SET state = 'queued', mapping = ?, as_of = ?, dry_run = ?, started_by = ?, rows_read = 0,
              attempts = 0, result = NULL, failure = NULL, error_file = 0, finished_at = NULL, heartbeat_at = ?
        WHERE id = ? AND (state IN ('uploaded', 'failed') OR (state = 'done' AND dry_run = 1))`,
      [
        JSON.stringify(change.mapping),
        change.asOf,
        Number(change.dryRun),
        change.startedBy,
        this.clock.date(),
        id,
      ],
    );
    return result.affectedRows === 1;
  }

  /** Takes a waiting or abandoned import. Null if another worker has it; else the mark that proves the claim. */
  async claim(tx: Tx, id: string): Promise<Date | null> {
    const now = this.clock.now();
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE import_run SET state = 'running', rows_read = 0, attempts = attempts + 1, heartbeat_at = ?
        WHERE id = ? AND (state = 'queued' OR (state = 'running' AND heartbeat_at < ?))`,
      [toDate(now), id, toDate(now - ABANDONED_MS)],
    );
    return result.affectedRows === 1 ? toDate(now) : null;
  }

  /** Says that the import lives and how far it is. Null if it was taken over; else the new mark. */
  async beat(tx: Tx, id: string, mark: Date, rowsRead: number): Promise<Date | null> {
    const now = this.clock.date();
    const result: { affectedRows: number } = await tx.manager.query(
      "UPDATE import_run SET heartbeat_at = ?, rows_read = ? WHERE id = ? AND state = 'running' AND heartbeat_at = ?",
      [now, rowsRead, id, mark],
    );
    return result.affectedRows === 1 ? now : null;
  }

  /** Ends or gives back a claimed import; false if it was taken over meanwhile. */
  async release(
    tx: Tx,
    id: string,
    mark: Date,
    end: Pick<
      ImportRun,
      'state' | 'rowsRead' | 'rowsTotal' | 'result' | 'failure' | 'errorFile' | 'heartbeatAt'
    >,
  ): Promise<boolean> {
    const finished = end.state === 'done' || end.state === 'failed';
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE import_run SET state = ?, rows_read = ?, rows_total = ?, result = ?, failure = ?, error_file = ?,
              heartbeat_at = ?, finished_at = ?
        WHERE id = ? AND state = 'running' AND heartbeat_at = ?`,
      [
        end.state,
        end.rowsRead,
        end.rowsTotal,
        end.result === null ? null : JSON.stringify(end.result),
        end.failure,
        Number(end.errorFile),
        end.heartbeatAt,
        finished ? this.clock.date() : null,
        id,
        mark,
      ],
    );
    return result.affectedRows === 1;
  }

  /** Imports whose job seems lost: waiting or running without a sign of life. Marks waiting ones as seen. */
  async takeLost(tx: Tx): Promise<string[]> {
    const now = this.clock.now();
    const before = toDate(now - ABANDONED_MS);
    const rows: { id: string; state: string }[] = await tx.manager.query(
      "SELECT id, state FROM import_run WHERE state IN ('queued', 'running') AND heartbeat_at < ? ORDER BY id LIMIT 20",
      [before],
    );
    const queued = rows.filter((row) => row.state === 'queued').map((row) => row.id);
    if (queued.length > 0) {
      await tx.manager.query("UPDATE import_run SET heartbeat_at = ? WHERE id IN (?) AND state = 'queued'", [
        toDate(now),
        queued,
      ]);
    }
    return rows.map((row) => row.id);
  }

  /** Error files are deleted after a month; their imports then offer none. */
  async forgetErrorFiles(tx: Tx, before: Date): Promise<void> {
    await tx.manager.query('UPDATE import_run SET error_file = 0 WHERE error_file = 1 AND finished_at < ?', [
      before,
    ]);
  }
}
