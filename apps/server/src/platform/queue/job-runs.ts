import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../clock/index.js';
import { UnitOfWork } from '../database/unit-of-work.js';

export interface JobRun {
  readonly name: string;
  /** Milliseconds between two starts; null for jobs that run only when asked. */
  readonly everyMs: number | null;
  /** Instants in milliseconds. */
  readonly endedAt: number | null;
  readonly failedAt: number | null;
  readonly failures: number;
  readonly failure: string;
}

/** A job that runs every two seconds need not be written down every two seconds. */
const QUIET_MS = 10_000;

/** How each kind of job last ended, written by workers, read by whoever asks whether they still work. */
@Injectable()
export class JobRuns {
  private readonly written = new Map<string, number>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A good end. Written at most every ten seconds per job and process, and always after a failure. */
  async ended(name: string, everyMs: number | null): Promise<void> {
    const last = this.written.get(name);
    const instant = this.clock.now();
    if (last !== undefined && Math.abs(instant - last) < QUIET_MS) return;
    this.written.set(name, instant);
    const now = toDate(instant);
    await this.uow.reader.query(
      `INSERT INTO job_run (name, every_ms, ended_at, failed_at, failures, failure) VALUES (?, ?, ?, NULL, 0, '')
       ON DUPLICATE KEY UPDATE every_ms = ?, ended_at = ?, failures = 0, failure = ''`,
      [name, everyMs, now, everyMs, now],
    );
  }

  /** A failure; `message` is kept for the technician. */
  async failed(name: string, everyMs: number | null, message: string): Promise<void> {
    this.written.delete(name);
    const now = toDate(this.clock.now());
    const failure = message.slice(0, 200);
    await this.uow.reader.query(
      `INSERT INTO job_run (name, every_ms, ended_at, failed_at, failures, failure) VALUES (?, ?, NULL, ?, 1, ?)
       ON DUPLICATE KEY UPDATE every_ms = ?, failed_at = ?, failures = failures + 1, failure = ?`,
      [name, everyMs, now, failure, everyMs, now, failure],
    );
  }

  /** Every job that ever ended, by name. */
  async all(): Promise<Map<string, JobRun>> {
    const rows: {
      name: string;
      every_ms: number | null;
      ended_at: Date | null;
      failed_at: Date | null;
      failures: number;
      failure: string;
    }[] = await this.uow.reader.query(
      'SELECT name, every_ms, ended_at, failed_at, failures, failure FROM job_run ORDER BY name',
    );
    return new Map(
      rows.map((row) => [
        row.name,
        {
          name: row.name,
          everyMs: row.every_ms,
          endedAt: row.ended_at?.getTime() ?? null,
          failedAt: row.failed_at?.getTime() ?? null,
          failures: row.failures,
          failure: row.failure,
        },
      ]),
    );
  }
}

/** A periodic job is late after three of its rounds, but not before three minutes. */
const LATE_ROUNDS = 3;
const LATE_MS = 3 * 60_000;

/** Whether a periodic job should have ended again by now. */
export function isLate(run: JobRun, now: number): boolean {
  if (run.everyMs === null) return false;
  const last = run.endedAt ?? run.failedAt;
  return last !== null && now - last > Math.max(LATE_MS, LATE_ROUNDS * run.everyMs);
}
