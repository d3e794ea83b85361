import { addDays } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { VehicleCare, VehicleDirectory } from '../../vehicle/index.js';
import { chaseAfterCancel, isDone, nextAdvice } from '../domain/declined.js';
import { CHASE_DAYS } from '../domain/quotes.js';
import {
  type DeclinedChange,
  type DeclinedWork,
  DeclinedWorkRepository,
} from '../persistence/declined-work.repository.js';

/** Keeps what was put off in step with the car: its booking, its visit, and the day on which care asks again. */
@Injectable()
export class DeclinedPlan {
  constructor(
    private readonly works: DeclinedWorkRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly care: VehicleCare,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Says to care what is asked about next. What somebody put off who has sold the car is asked of nobody. */
  async refresh(tx: Tx, vehicleId: string): Promise<void> {
    await this.advise(tx, vehicleId, await this.works.pendingOfCar(vehicleId));
  }

  private async advise(tx: Tx, vehicleId: string, works: readonly DeclinedWork[]): Promise<void> {
    const people = works.length === 0 ? [] : await this.vehicles.peopleOf(vehicleId);
    const known = new Set(people.map(({ ownerId }) => ownerId));
    await this.care.advise(
      tx,
      vehicleId,
      nextAdvice(works.filter(({ ownerId }) => ownerId === null || known.has(ownerId))),
    );
  }

  /** One change; false if a colleague was faster. */
  async settle(tx: Tx, work: DeclinedWork, change: DeclinedChange): Promise<boolean> {
    if (!(await this.works.settle(tx, work, change))) return false;
    await this.refresh(tx, work.vehicleId);
    return true;
  }

  /** The car is coming: whoever takes it in sees what stands open. Off the list of those to chase. */
  async booked(tx: Tx, vehicleId: string, bookingId: string): Promise<void> {
    const open = (await this.works.pendingOfCar(vehicleId)).filter(({ state }) => state === 'open');
    for (const work of open)
      await this.works.settle(tx, work, { state: 'booked', chaseOn: work.chaseOn, bookingId });
    await this.changed(tx, open);
  }

  /** The booking is off: back on the list, on its old day or within a week. */
  async unbooked(tx: Tx, vehicleId: string, bookingId: string): Promise<void> {
    const today = this.clock.today();
    const kept = (await this.works.pendingOfCar(vehicleId)).filter((work) => work.bookingId === bookingId);
    for (const work of kept)
      await this.works.settle(tx, work, { state: 'open', chaseOn: chaseAfterCancel(work.chaseOn, today) });
    await this.changed(tx, kept);
  }

  /** Lists that show this work look again. */
  private async changed(tx: Tx, works: readonly DeclinedWork[]): Promise<void> {
    const [work] = works;
    if (!work) return;
    await this.refresh(tx, work.vehicleId);
    this.live.publish(tx, { topic: 'visit', storeId: work.storeId, id: work.visitId, notice: null });
  }

  /** The car leaves: what stands on its bill is done, what its booking did not bring is asked about in a month again. */
  async handedOver(
    tx: Tx,
    visit: { id: string; vehicleId: string },
    names: readonly string[],
  ): Promise<void> {
    const chaseOn = addDays(this.clock.today(), CHASE_DAYS);
    const works = await this.works.pendingOfCar(visit.vehicleId);
    for (const work of works) {
      if (work.visitId === visit.id) continue;
      if (isDone(work.title, names))
        await this.works.settle(tx, work, { state: 'done', chaseOn: null, note: '这次到店已做' });
      else if (work.state === 'booked') await this.works.settle(tx, work, { state: 'open', chaseOn });
    }
    if (works.length === 0) await this.advise(tx, visit.vehicleId, works);
    else await this.refresh(tx, visit.vehicleId);
  }

  /** What the owner answered to the reminder or the call counts for everything they were asked about. */
  async answered(
    tx: Tx,
    vehicleId: string,
    answer: { answer: 'later'; days: number } | { answer: 'done_elsewhere' },
  ): Promise<void> {
    const today = this.clock.today();
    for (const work of await this.works.pendingOfCar(vehicleId)) {
      if (work.state !== 'open' || (work.chaseOn !== null && work.chaseOn > today)) continue;
      const change: DeclinedChange =
        answer.answer === 'later'
          ? { state: 'open', chaseOn: addDays(today, answer.days), note: `车主说 ${answer.days} 天后再说` }
          : { state: 'done', chaseOn: null, note: '车主说已在别处做了' };
      await this.works.settle(tx, work, change);
    }
    await this.refresh(tx, vehicleId);
  }
}
