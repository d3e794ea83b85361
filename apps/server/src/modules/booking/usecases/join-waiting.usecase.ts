import { addDays } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { earlierDate, laterDate } from '../domain/waiting.js';
import { BOOKING_RING } from '../jobs/sweep-bookings.job.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { HoldRepository } from '../persistence/hold.repository.js';
import { type WaitingEntry, WaitingRepository } from '../persistence/waiting.repository.js';
import { BookableCars } from './bookable-cars.queries.js';
import { Holds } from './holds.usecase.js';
import { SlotFinder } from './slot-finder.js';

type NewWaiting = Pick<
  WaitingEntry,
  'vehicleId' | 'storeId' | 'serviceId' | 'advisorId' | 'fromOn' | 'toOn' | 'partOfDay'
>;

/** Joins and leaves the waiting list. */
@Injectable()
export class JoinWaiting {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: WaitingRepository,
    private readonly bookings: BookingRepository,
    private readonly holdRows: HoldRepository,
    private readonly holds: Holds,
    private readonly cars: BookableCars,
    private readonly finder: SlotFinder,
    private readonly live: Live,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws VEHICLE.NOT_FOUND, STORE.NOT_FOUND, WAITING.RANGE, WAITING.ALREADY, BOOKING.SLOT_INVALID for an advisor who
   * does not do this, or BOOKING.VEHICLE_ALREADY_BOOKED.
   */
  async run(actor: OwnerActor, input: NewWaiting): Promise<WaitingEntry> {
    await this.cars.ensureOwn(actor.ownerId, input.vehicleId);
    const shop = await this.finder.shop(input.storeId, input.serviceId);
    const today = this.clock.today();
    const last = addDays(today, shop.store.horizonDays);
    if (input.toOn < input.fromOn || input.toOn < today || input.fromOn > last)
      throw new AppError('WAITING.RANGE');
    if (input.advisorId !== null && !shop.advisors.some(({ id }) => id === input.advisorId))
      throw new AppError('BOOKING.SLOT_INVALID');
    return this.uow.run(async (tx) => {
      await this.cars.holdTie(tx, actor.ownerId, input.vehicleId);
      const [booked] = await this.bookings.openOfVehicles([input.vehicleId]);
      if (booked) throw new AppError('BOOKING.VEHICLE_ALREADY_BOOKED');
      const id = newId(this.clock);
      const { vehicleId, storeId, serviceId, advisorId, partOfDay } = input;
      const fromOn = laterDate(input.fromOn, today);
      const toOn = earlierDate(input.toOn, last);
      const { ownerId } = actor;
      await this.repository.insert(tx, {
        id,
        ownerId,
        vehicleId,
        storeId,
        serviceId,
        advisorId,
        partOfDay,
        fromOn,
        toOn,
      });
      const notice = `新增候补：${shop.service.name}`;
      this.live.publish(tx, { topic: 'booking', storeId, id, notice });
      tx.afterCommit(() => this.wakeUp.ring(BOOKING_RING));
      return (await this.repository.findById(id)) as WaitingEntry;
    });
  }

  /** Leaves the list; a slot that was offered goes to the next. Foreign places answer like missing ones. */
  leave(actor: OwnerActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const entry = await this.repository.lockById(tx, id);
      if (!entry || entry.ownerId !== actor.ownerId) throw notFound();
      if (entry.state !== 'waiting' && entry.state !== 'offered') return;
      await this.end(tx, entry, '车主退出了候补。');
    });
  }

  /** Whoever gives a car up waits for nothing of it any more. */
  async leaveWithCar(tx: Tx, ownerId: string, vehicleId: string): Promise<void> {
    const entry = await this.repository.lockOpenOf(tx, vehicleId);
    if (entry?.ownerId === ownerId) await this.end(tx, entry, '车已不在车主名下，退出了候补。');
  }

  private async end(tx: Tx, entry: WaitingEntry, why: string): Promise<void> {
    const { id, storeId, holdId } = entry;
    if (holdId !== null) {
      const hold = await this.holdRows.lockById(tx, holdId);
      if (hold) await this.holds.drop(tx, hold);
      await this.repository.answerOffer(tx, holdId, id, 'declined');
    }
    await this.repository.update(tx, id, { state: 'left', why });
    this.live.publish(tx, { topic: 'booking', storeId, id, notice: null });
  }
}
