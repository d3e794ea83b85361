import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Leases, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { type DueCar, duesOf } from '../domain/care-dues.js';
import { type PlanReach, planItems } from '../domain/care-plan.js';
import { CARE_RING } from '../jobs/tell-care.job.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';

export const PLAN_LEASE = 'care.plan';
const LEASE_MS = 5 * 60_000;
const CHUNK = 1_000;
/** The plan reaches this far, so that staff see the weeks to come. */
const AHEAD_DAYS = 30;
/** A transaction that was under way when we last looked may have committed changes dated before that. */
const OVERLAP_MS = 2 * 60_000;

/**
 * Turns due dates into reminders: every car once a day, and at once those whose file changed. Chunked;
 * killed half-way it starts again without harm, because every row has its unique key.
 */
@Injectable()
export class PlanCare {
  private readonly holder = randomUUID();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: CareItemRepository,
    private readonly cars: DueCarRepository,
    private readonly leases: Leases,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** Plans what has to be planned now; returns how many cars were looked at. One process at a time. */
  async run(): Promise<number> {
    if (!(await this.leases.take(PLAN_LEASE, LEASE_MS, this.holder))) return 0;
    try {
      const startedAt = this.clock.now();
      const today = this.clock.today();
      const progress = await this.cars.progress();
      const daily = progress?.fullOn === today ? 0 : await this.pages((id) => this.cars.all(id, CHUNK));
      const since = (progress?.seenAt ?? 0) - OVERLAP_MS;
      const changed =
        progress === null ? 0 : await this.pages((id) => this.cars.changedSince(since, id, CHUNK));
      await this.uow.run((tx) => this.cars.setProgress(tx, today, startedAt));
      return daily + changed;
    } finally {
      await this.leases.release(PLAN_LEASE, this.holder);
    }
  }

  private async pages(read: (afterId: string) => Promise<DueCar[]>): Promise<number> {
    let afterId = '';
    let total = 0;
    for (;;) {
      const cars = await read(afterId);
      if (cars.length === 0) return total;
      await this.uow.run((tx) => this.planCars(tx, cars, 'ahead'));
      await this.leases.take(PLAN_LEASE, LEASE_MS, this.holder);
      total += cars.length;
      afterId = cars.at(-1)?.id ?? '';
      if (cars.length < CHUNK) return total;
    }
  }

  /**
   * Plans these cars now, in the caller's transaction; those waiting for their owner are looked at again at once.
   * `everything`: also what begins only after the days ahead, because a reminder of it is there already.
   */
  async planVehicles(
    tx: Tx,
    vehicleIds: readonly string[],
    reach: Exclude<PlanReach, 'ahead'> = 'ahead_and_service',
  ): Promise<void> {
    await this.planCars(tx, await this.cars.byIds(vehicleIds), reach);
  }

  private async planCars(tx: Tx, cars: readonly DueCar[], reach: PlanReach): Promise<void> {
    const now = this.clock.now();
    const today = this.clock.today();
    const items = cars.flatMap((car) => planItems(car, now, AHEAD_DAYS, reach));
    await this.items.stopOutdated(
      tx,
      cars.map(({ id }) => id),
      cars.flatMap((car) => duesOf(car, today).map((due) => ({ vehicleId: car.id, ...due }))),
      now,
    );
    await this.items.upsert(tx, items, now, reach !== 'ahead');
    if (items.some((item) => item.state === 'planned' && item.notBefore <= now))
      tx.afterCommit(() => this.wakeUp.ring(CARE_RING));
  }
}
