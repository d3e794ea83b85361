import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Leases, newId, UnitOfWork } from '../../../platform/database/index.js';
import { Wishes } from '../../messaging/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { saleCallOn, saleWindow } from '../domain/sale-calls.js';
import { OpenFollowUp } from './open-follow-up.usecase.js';
import { PlanHomeVisits } from './plan-home-visits.usecase.js';

const BATCH = 200;
const LEASE = 'follow-up.sales';
const LEASE_MS = 10 * 60_000;

/** The talk at the delivery, calls three days, seven days and a month after it, and the home visits of the month. */
@Injectable()
export class PlanSaleCalls {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly open: OpenFollowUp,
    private readonly homeVisits: PlanHomeVisits,
    private readonly vehicles: VehicleDirectory,
    private readonly wishes: Wishes,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** Once a day, by whoever comes first; safe to run at any time and any number of times. Returns how many were opened. */
  async daily(): Promise<number> {
    const ranAt = await this.leases.ranAt(LEASE);
    if (ranAt !== null && businessDate(ranAt.getTime()) === this.clock.today()) return 0;
    const holder = newId(this.clock);
    if (!(await this.leases.take(LEASE, LEASE_MS, holder))) return 0;
    const opened = (await this.run()) + (await this.homeVisits.run());
    await this.leases.release(LEASE, holder);
    return opened;
  }

  async run(): Promise<number> {
    const { from, to } = saleWindow(this.clock.today());
    let opened = 0;
    for (let after = ''; ; ) {
      const cars = await this.vehicles.soldHereBetween(from, to, after, BATCH);
      opened += await this.openFor(cars);
      if (cars.length < BATCH) return opened;
      after = cars.at(-1)?.id ?? after;
    }
  }

  private async openFor(cars: readonly Vehicle[]): Promise<number> {
    const today = this.clock.today();
    const due = cars.flatMap((car) => {
      const call = car.soldOn === null ? null : saleCallOn(car.soldOn, today);
      return call && car.soldOn !== null ? [{ car, call, soldOn: car.soldOn }] : [];
    });
    if (due.length === 0) return 0;
    const people = await this.vehicles.peopleOfMany(due.map(({ car }) => car.id));
    const ownerOf = (vehicleId: string) => people.get(vehicleId)?.[0]?.ownerId;
    const ownerIds = due.flatMap(({ car }) => ownerOf(car.id) ?? []);
    const now = this.clock.now();
    const wishes = await this.wishes.of(ownerIds);
    return this.uow.run(async (tx) => {
      let opened = 0;
      for (const { car, call, soldOn } of due) {
        const ownerId = ownerOf(car.id);
        if (ownerId === undefined || wishes.whyNotCalled(ownerId, now) !== null) continue;
        const id = await this.open.run(tx, {
          key: `sale:${car.id}:${soldOn}:${call.after}`,
          kind: call.kind,
          storeId: car.storeId,
          ownerId,
          vehicleId: car.id,
          subjectId: null,
          facts: { on: soldOn },
          why: call.why,
          from: now,
          dueAt: Math.min(atShanghai(addDays(today, 1), '20:00'), atShanghai(call.lastOn, '20:00')),
          assigneeId: car.advisorId,
        });
        if (id !== null) opened += 1;
      }
      return opened;
    });
  }
}
