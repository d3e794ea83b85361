import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Leases } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import type { RuleTable } from '../domain/rule-sets.js';
import { CARE_RING } from '../jobs/tell-care.job.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';
import { PlanCars } from './plan-cars.usecase.js';
import { PlanRounds, type Round } from './plan-rounds.usecase.js';
import { RuleBook } from './rule-book.js';

export const PLAN_LEASE = 'care.plan';
const LEASE_MS = 5 * 60_000;
/** Changed cars of one transaction. */
const CHUNK = 2_000;
/** Changed cars that are planned one by one; more of them are worth a round. */
const FEW = 40;
/** A transaction that was under way when we last looked may have committed changes dated before that. */
const OVERLAP_MS = 2 * 60_000;

/**
 * Says when what is planned: every car once a day, and at once those whose file or whose rules changed. Chunked;
 * killed half-way it starts again without harm, because every row has its unique key.
 */
@Injectable()
export class PlanCare {
  /** The rules that the plan is known to follow; null after a start. */
  private followed: RuleTable | null = null;

  constructor(
    private readonly cars: DueCarRepository,
    private readonly few: PlanCars,
    private readonly rounds: PlanRounds,
    private readonly rules: RuleBook,
    private readonly leases: Leases,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Plans what has to be planned now; returns how many cars were looked at. One process at a time. */
  async run(): Promise<number> {
    // Of this run alone: a second one in the same process must not think the lease its own.
    const holder = randomUUID();
    if (!(await this.leases.take(PLAN_LEASE, LEASE_MS, holder))) return 0;
    try {
      const startedAt = this.clock.now();
      const alive = this.keeper(holder, startedAt);
      const today = this.clock.today();
      const table = await this.rules.fresh();
      const progress = await this.cars.progress();
      const full = progress?.fullOn !== today;
      const edited = this.followed === table ? 0 : await this.rounds.followRules(table, full, alive);
      const daily = full ? await this.rounds.everyCar(table, alive) : 0;
      const since = (progress?.seenAt ?? 0) - OVERLAP_MS;
      const changed = progress === null || full ? 0 : await this.changedCars(table, since, alive);
      await this.cars.setProgress(today, startedAt);
      this.followed = table;
      if (daily + edited > 0) this.wakeUp.ring(CARE_RING);
      return daily + edited + changed;
    } finally {
      await this.leases.release(PLAN_LEASE, holder);
    }
  }

  /**
   * Keeps the lease while a long round goes on. Throws once another planner has it: the days that this round looks cars up
   * in are the other's by then.
   */
  private keeper(holder: string, startedAt: number): () => Promise<void> {
    let heldAt = startedAt;
    return async () => {
      if (this.clock.now() - heldAt < LEASE_MS / 10) return;
      if (!(await this.leases.take(PLAN_LEASE, LEASE_MS, holder))) throw new Error('Another process plans');
      heldAt = this.clock.now();
    };
  }

  /** Cars whose files changed since we last looked. */
  private async changedCars(table: RuleTable, since: number, alive: () => Promise<void>): Promise<number> {
    let after = '';
    let total = 0;
    let round: Round | null = null;
    for (;;) {
      const ids = await this.cars.changedSince(since, after, CHUNK);
      if (ids.length === 0) return total;
      if (ids.length <= FEW && round === null) await this.few.runAlone(ids);
      else {
        round ??= await this.rounds.prepare(table);
        await this.rounds.planRange(round, { ids });
        this.wakeUp.ring(CARE_RING);
      }
      await alive();
      total += ids.length;
      after = ids.at(-1) ?? '';
      if (ids.length < CHUNK) return total;
    }
  }
}
