import { channelLabel, messageKindLabel, RESCUE_ALARM_MINUTES } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, clockDriftMs, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { OutboxRelay } from '../../../platform/outbox/index.js';
import { isLate, JobRuns } from '../../../platform/queue/index.js';
import { CircuitQueries, DeliveryLog, type TemplateDrift, TemplateHealth } from '../../messaging/index.js';
import { FAILURES_LIMIT, type WatchFacts } from '../domain/alarm-rules.js';

/** A reminder this much past its time should have been told, held or given up. */
const PLAN_LATE_MS = 15 * MINUTE_MS;
/** Told reminders are looked at for this long; older ones were looked at when they were new. */
const TOLD_MS = 24 * 60 * MINUTE_MS;
const UNKNOWN_MS = 60 * MINUTE_MS;
/** No job of any worker ended for this long: there is no worker. */
const SILENT_MS = 3 * MINUTE_MS;

/** A system that has just started is given this long to catch up with what fell due while it was down. */
const WARM_UP_MS = 3 * MINUTE_MS;

/** Looks at sending from outside: at what stands in the tables, not at what workers say of themselves. */
@Injectable()
export class WatchFactsQueries {
  private readonly startedAt: number;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly log: DeliveryLog,
    private readonly circuits: CircuitQueries,
    private readonly templates: TemplateHealth,
    private readonly runs: JobRuns,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.startedAt = clock.now();
  }

  async look(): Promise<WatchFacts> {
    const now = this.clock.now();
    const warm = now - this.startedAt >= WARM_UP_MS;
    const [plan, lagSec, unknown, circuits, driftMs, runs, outboxSec, drifted, stranded] = await Promise.all([
      warm ? this.see(() => this.plan(now)) : null,
      warm ? this.see(() => this.lag(now)) : null,
      this.see(() => this.unknown(now)),
      this.see(async () => (await this.circuits.list()).map(({ title }) => title)),
      this.see(() => clockDriftMs(this.clock, (sql) => this.uow.reader.query(sql))),
      this.see(async () => [...(await this.runs.all()).values()]),
      warm ? this.see(() => this.relay.lagSec()) : null,
      this.see(async () => (await this.templates.drifted()).map(nameOf)),
      this.see(() => this.stranded(now)),
    ]);
    const periodic = runs?.filter(({ everyMs }) => everyMs !== null) ?? [];
    const newest = Math.max(0, ...periodic.map(({ endedAt, failedAt }) => endedAt ?? failedAt ?? 0));
    return {
      plan,
      stranded,
      lagSec,
      unknown,
      circuits,
      driftSec: driftMs === null ? null : driftMs / 1000,
      silent:
        runs === null || !warm
          ? null
          : {
              jobs: periodic.filter((run) => isLate(run, now)).map(({ name }) => name),
              allSilent: newest > 0 && now - newest > SILENT_MS,
            },
      outboxSec,
      drifted,
      failed:
        runs === null
          ? null
          : runs
              .filter(({ failures }) => failures >= FAILURES_LIMIT)
              .map(({ name, failures }) => ({ name, failures })),
    };
  }

  /** One thing that cannot be looked at must not hide the others. */
  private async see<T>(look: () => Promise<T>): Promise<T | null> {
    try {
      return await look();
    } catch (error) {
      this.logger.warn({ err: error }, 'the watchdog could not look');
      return null;
    }
  }

  private async plan(now: number): Promise<{ late: number; lost: number }> {
    const [late, lost]: { n: string }[][] = await Promise.all([
      this.uow.reader.query(
        "SELECT COUNT(*) AS n FROM care_item WHERE state IN ('planned', 'held') AND not_before < ? AND (state = 'planned' OR why = '')",
        [toDate(now - PLAN_LATE_MS)],
      ),
      this.uow.reader.query(
        `SELECT COUNT(*) AS n FROM care_item i LEFT JOIN message m ON m.id = i.message_id
          WHERE i.state = 'told' AND i.not_before BETWEEN ? AND ? AND i.message_id IS NOT NULL AND m.id IS NULL`,
        [toDate(now - TOLD_MS), toDate(now)],
      ),
    ]);
    return { late: Number(late?.[0]?.n ?? 0), lost: Number(lost?.[0]?.n ?? 0) };
  }

  private async lag(now: number): Promise<number> {
    const { oldestAt } = await this.log.health();
    return oldestAt === null ? 0 : Math.max(0, Math.round((now - oldestAt) / 1000));
  }

  private async stranded(now: number): Promise<number> {
    const rows: { n: string }[] = await this.uow.reader.query(
      "SELECT COUNT(*) AS n FROM rescue_call WHERE state = 'requested' AND created_at <= ?",
      [toDate(now - RESCUE_ALARM_MINUTES * MINUTE_MS)],
    );
    return Number(rows[0]?.n ?? 0);
  }

  private async unknown(now: number): Promise<number> {
    const rows: { n: string }[] = await this.uow.reader.query(
      "SELECT COUNT(*) AS n FROM message WHERE state = 'unknown' AND not_before >= ?",
      [toDate(now - UNKNOWN_MS)],
    );
    return Number(rows[0]?.n ?? 0);
  }
}

const nameOf = ({ kind, channel }: TemplateDrift) => `${messageKindLabel[kind]}（${channelLabel[channel]}）`;
