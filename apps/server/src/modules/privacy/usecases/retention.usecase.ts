import { atShanghai, businessDate, DAY_MS } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Leases, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { RETENTION, type RetentionRule } from '../../../platform/personal-data/index.js';

const CHUNK = 1_000;
const LEASE = 'privacy.retain';
/** Shanghai; nobody sends and few look. */
const NIGHT = { from: '03:00', to: '05:30' } as const;

export interface Retained {
  readonly table: string;
  readonly title: string;
  readonly days: number;
  readonly rows: number;
}

/** Deletes what has been kept long enough, chunk by chunk. */
@Injectable()
export class Retention {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly leases: Leases,
    private readonly clock: Clock,
    @Inject(RETENTION) private readonly rules: readonly RetentionRule[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Once a night, by one worker. */
  async nightly(): Promise<void> {
    const now = this.clock.now();
    const today = businessDate(now);
    if (now < atShanghai(today, NIGHT.from) || now > atShanghai(today, NIGHT.to)) return;
    const ranAt = await this.leases.ranAt(LEASE);
    if (ranAt && ranAt.getTime() >= atShanghai(today, NIGHT.from)) return;
    if (!(await this.leases.take(LEASE, 30 * 60_000, 'privacy'))) return;
    const done = await this.run(false);
    await this.leases.release(LEASE, 'privacy');
    this.logger.info({ done: done.filter(({ rows }) => rows > 0) }, 'old data deleted');
  }

  /** With `dryRun` only counts. */
  async run(dryRun: boolean): Promise<Retained[]> {
    const done: Retained[] = [];
    for (const rule of this.rules) {
      const { table, title, days } = rule;
      done.push({ table, title, days, rows: dryRun ? await this.count(rule) : await this.apply(rule) });
    }
    return done;
  }

  private condition({ from, days, where, old }: RetentionRule): { sql: string; before: Date } {
    const parts = [`\`${from}\` < ?`];
    if (where) parts.push(`(${where})`);
    if (old !== 'delete') parts.push(`NOT (${old.unless})`);
    return { sql: parts.join(' AND '), before: toDate(this.clock.now() - days * DAY_MS) };
  }

  private async count(rule: RetentionRule): Promise<number> {
    const { sql, before } = this.condition(rule);
    const [row] = await this.uow.read<{ n: string }>(
      `SELECT COUNT(*) AS n FROM \`${rule.table}\` WHERE ${sql}`,
      [before],
    );
    return Number(row?.n ?? 0);
  }

  private async apply(rule: RetentionRule): Promise<number> {
    const { sql, before } = this.condition(rule);
    const { old } = rule;
    const cleared = old === 'delete' ? [] : Object.entries(old.clear);
    const statement =
      old === 'delete'
        ? `DELETE FROM \`${rule.table}\` WHERE ${sql} LIMIT ${CHUNK}`
        : `UPDATE \`${rule.table}\` SET ${cleared.map(([column]) => `\`${column}\` = ?`).join(', ')} WHERE ${sql} LIMIT ${CHUNK}`;
    const values = cleared.map(([, value]) => (typeof value === 'function' ? value() : value));
    for (let sum = 0; ; ) {
      const rows = await this.uow.run(async (tx) => {
        const result: { affectedRows: number } = await tx.manager.query(statement, [...values, before]);
        return result.affectedRows;
      });
      sum += rows;
      if (rows < CHUNK) return sum;
    }
  }
}
