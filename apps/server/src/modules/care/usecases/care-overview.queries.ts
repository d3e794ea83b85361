import type { routes } from '@cheban/contracts';
import { startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Leases } from '../../../platform/database/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { isLate, type JobRun, JobRuns } from '../../../platform/queue/index.js';
import { CircuitQueries, DeliveryLog, sendJob } from '../../messaging/index.js';
import { planCareJob } from '../jobs/plan-care.job.js';
import { tellCareJob } from '../jobs/tell-care.job.js';
import { CareHealthRepository } from '../persistence/care-health.repository.js';
import { PLAN_LEASE } from './plan-care.usecase.js';

type Routes = (typeof routes)['care'];

const iso = (instant: number | null) => (instant === null ? null : toDate(instant).toISOString());
/** The telling looks every ten seconds; a reminder this much past its time is late. */
const LATE_MS = 120_000;

/** Whether the machinery of care keeps up. */
@Injectable()
export class CareOverview {
  constructor(
    private readonly plan: CareHealthRepository,
    private readonly log: DeliveryLog,
    private readonly circuits: CircuitQueries,
    private readonly leases: Leases,
    private readonly runs: JobRuns,
    private readonly clock: Clock,
  ) {}

  /** Lag shows even if every worker is dead: it is read from what waits, not from what workers report. */
  async health(): Promise<ViewOf<Routes['health']>> {
    const now = this.clock.now();
    const [sending, circuits, late, plannedAt, runs, missedToday] = await Promise.all([
      this.log.health(),
      this.circuits.list(),
      this.plan.late(now - LATE_MS),
      this.leases.ranAt(PLAN_LEASE),
      this.runs.all(),
      this.plan.missedBetween(startOfBusinessDay(this.clock.today()), now),
    ]);
    const oldest = [sending.oldestAt, late.oldestAt].filter((at): at is number => at !== null);
    return {
      lastPlannedAt: plannedAt?.toISOString() ?? null,
      overdue: sending.overdue + late.count,
      lagSec: oldest.length === 0 ? 0 : Math.max(0, Math.round((now - Math.min(...oldest)) / 1000)),
      unknown: sending.unknown,
      failedToday: sending.failedToday,
      circuits: circuits.map(({ name, title, reason, since, retryAt, holds, held }) => ({
        name,
        title,
        reason,
        since,
        until: holds ? retryAt : null,
        held,
      })),
      runs: [
        runView('plan', '每日计划', runs.get(planCareJob.name), now),
        runView('tell', '到点提醒', runs.get(tellCareJob.name), now),
        runView('sweep', '消息发送', runs.get(sendJob.name), now),
      ],
      stuck: sending.stuck,
      missedToday,
    };
  }
}

function runView(name: 'plan' | 'tell' | 'sweep', label: string, run: JobRun | undefined, now: number) {
  const nextAt = run?.everyMs && run.endedAt !== null ? run.endedAt + run.everyMs : null;
  return {
    name,
    label,
    lastAt: iso(run?.endedAt ?? null),
    nextAt: iso(nextAt),
    late: run !== undefined && isLate(run, now),
    failure: run && run.failures > 0 ? `已连续失败 ${run.failures} 次，请查看后台程序的日志。` : '',
  };
}
