import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Clock, clockDriftMs } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Metrics } from '../../../platform/metrics/index.js';
import { inspectRedis, REDIS } from '../../../platform/redis/index.js';

/** A wrong clock sends reminders at night: more than two seconds apart from the database raises an alarm. */
const MAX_DRIFT_MS = 2_000;
const PATIENCE_MS = 1_500;

interface Check {
  ok: boolean;
  detail: string;
}

/** Whether this process can do its work now. */
@Injectable()
export class Readiness {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  async check(): Promise<{ ok: boolean; checks: Record<string, Check> }> {
    const [database, redis] = await Promise.all([this.patient(this.database()), this.patient(this.queue())]);
    return { ok: database.ok && redis.ok, checks: { database, redis } };
  }

  private async database(): Promise<Check> {
    const drift = await clockDriftMs(this.clock, (sql) => this.uow.reader.query(sql));
    this.metrics.clockDrift.set(drift / 1000);
    const ok = Math.abs(drift) <= MAX_DRIFT_MS;
    return { ok, detail: ok ? 'answers' : `answers, but its clock differs by ${Math.round(drift)} ms` };
  }

  private async queue(): Promise<Check> {
    const problem = await inspectRedis(this.redis);
    return problem ? { ok: false, detail: problem.problem } : { ok: true, detail: 'answers' };
  }

  private async patient(check: Promise<Check>): Promise<Check> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Check>((resolve) => {
      timer = setTimeout(() => resolve({ ok: false, detail: 'does not answer' }), PATIENCE_MS);
    });
    try {
      return await Promise.race([check, late]);
    } catch {
      return { ok: false, detail: 'does not answer' };
    } finally {
      clearTimeout(timer);
    }
  }
}
