import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type OwnerActor, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { unitsOf } from '../domain/slots.js';
import { HOLD_MINUTES } from '../domain/waiting.js';
import { BOOKING_RING } from '../jobs/sweep-bookings.job.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';
import { type Hold, HoldRepository } from '../persistence/hold.repository.js';
import { WaitingRepository } from '../persistence/waiting.repository.js';
import { BookableCars } from './bookable-cars.queries.js';
import { type Shop, SlotFinder } from './slot-finder.js';
import { SlotGate, type Spot } from './slot-gate.js';

export interface HoldWish {
  vehicleId: string;
  storeId: string;
  serviceId: string;
  /** ISO 8601. */
  startsAt: string;
  advisorId: string | null;
  bayId?: string | undefined;
}

/** Whose hold it is, for how long, and what it is for. */
export type HoldTerms = Pick<Hold, 'purpose' | 'holder' | 'ownerId' | 'staffId' | 'waitingId'> & {
  /** Milliseconds. */
  expiresAt: number;
  staff: boolean;
};

export const ownerHolder = (ownerId: string) => `owner:${ownerId}`;
const staffHolder = (staffId: string) => `staff:${staffId}`;

/** Slots kept for somebody for a while: nobody else can take them, and nothing has to run for them to end. */
@Injectable()
export class Holds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: HoldRepository,
    private readonly waiting: WaitingRepository,
    private readonly capacity: CapacityRepository,
    private readonly cars: BookableCars,
    private readonly finder: SlotFinder,
    private readonly gate: SlotGate,
    private readonly wakeUp: WakeUp,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Keeps a slot while the owner fills the form in; an earlier one of theirs is given back in the same moment. */
  async byOwner(actor: OwnerActor, wish: HoldWish): Promise<Hold> {
    const { ownerId } = actor;
    await this.cars.ensureOwn(ownerId, wish.vehicleId);
    return this.place(wish, { holder: ownerHolder(ownerId), ownerId, staffId: null, staff: false });
  }

  async byStaff(actor: StaffActor, wish: HoldWish & { ownerId: string }): Promise<Hold> {
    storeOf(actor, wish.storeId);
    await this.cars.ensureKnown(actor, wish.ownerId, wish.vehicleId);
    const { staffId } = actor;
    return this.place(wish, { holder: staffHolder(staffId), ownerId: wish.ownerId, staffId, staff: true });
  }

  private async place(
    wish: HoldWish,
    by: Pick<HoldTerms, 'holder' | 'ownerId' | 'staffId' | 'staff'>,
  ): Promise<Hold> {
    const shop = await this.finder.shop(wish.storeId, wish.serviceId);
    return this.uow.run(async (tx) => {
      await this.cars.holdTie(tx, by.ownerId, wish.vehicleId);
      await this.release(tx, by.holder);
      return this.put(tx, shop, wish, {
        ...by,
        purpose: 'form',
        waitingId: null,
        expiresAt: this.clock.now() + HOLD_MINUTES * MINUTE_MS,
      });
    });
  }

  /** Takes the slot through the gate and writes the hold. Throws as the gate does; REQUEST.IN_PROGRESS for two at once. */
  async put(tx: Tx, shop: Shop, wish: HoldWish, terms: HoldTerms): Promise<Hold> {
    const { staff, ...rest } = terms;
    const id = newId(this.clock);
    const startsAt = Date.parse(wish.startsAt);
    const spot = await this.gate.take(tx, shop, {
      holder: id,
      startsAt,
      advisorId: wish.advisorId,
      bayId: wish.bayId,
      staff,
      expiresAt: terms.expiresAt,
    });
    const hold: Hold = {
      id,
      ...rest,
      ...spot,
      storeId: wish.storeId,
      vehicleId: wish.vehicleId,
      serviceId: wish.serviceId,
      advisorChosen: wish.advisorId !== null,
      startsAt,
      messageId: null,
    };
    if (!(await this.repository.insert(tx, hold))) throw new AppError('REQUEST.IN_PROGRESS');
    this.live.publish(tx, { topic: 'booking', storeId: wish.storeId, id, notice: null });
    return hold;
  }

  /** Gives back what a holder keeps; fine if it keeps nothing. */
  async release(tx: Tx, holder: string): Promise<void> {
    const hold = await this.repository.lockByHolder(tx, holder);
    if (hold) await this.drop(tx, hold);
  }

  /**
   * Gives a hold of the owner back. An offer from the waiting list counts as declined: the place stays, and the slot goes
   * to the next. A hold of somebody else answers like a missing one.
   */
  releaseByOwner(actor: OwnerActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const hold = await this.repository.lockById(tx, id);
      if (!hold || hold.ownerId !== actor.ownerId || hold.staffId !== null) throw notFound();
      await this.drop(tx, hold);
      await this.backToWaiting(tx, hold, 'declined');
    });
  }

  releaseByStaff(actor: StaffActor, id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const hold = await this.repository.lockById(tx, id);
      if (!hold || hold.staffId !== actor.staffId) throw notFound();
      await this.drop(tx, hold);
    });
  }

  /** Frees and deletes a locked hold; the waiting list looks again after commit. */
  async drop(tx: Tx, hold: Hold): Promise<void> {
    await this.capacity.free(tx, hold.id);
    await this.repository.remove(tx, hold.id);
    this.live.publish(tx, { topic: 'booking', storeId: hold.storeId, id: hold.id, notice: null });
    tx.afterCommit(() => this.wakeUp.ring(BOOKING_RING));
  }

  /** An offer without a yes: the place waits on. Returns the place, or null if the hold was no offer or it had ended. */
  async backToWaiting(tx: Tx, hold: Hold, answer: 'declined' | 'missed') {
    if (hold.waitingId === null) return null;
    const entry = await this.waiting.lockById(tx, hold.waitingId);
    await this.waiting.answerOffer(tx, hold.id, hold.waitingId, answer);
    if (entry?.holdId !== hold.id || entry.state !== 'offered') return null;
    const missed = answer === 'missed' ? entry.missed + 1 : 0;
    await this.waiting.update(tx, entry.id, { state: 'waiting', holdId: null, missed });
    return { ...entry, missed };
  }

  /**
   * Turns a hold into the spot of a booking. Null if it has run out, is somebody else's, or keeps another slot; what of
   * it was still there is then given back, and the caller passes the gate like everybody else.
   */
  async redeem(
    tx: Tx,
    holdId: string,
    shop: Shop,
    booking: {
      id: string;
      startsAt: number;
      ownerId: string;
      staffId: string | null;
      advisorId: string | null;
    },
  ): Promise<(Spot & { hold: Hold }) | null> {
    const hold = await this.repository.lockById(tx, holdId);
    if (!hold || hold.ownerId !== booking.ownerId || hold.staffId !== booking.staffId) return null;
    const { service } = shop;
    const right =
      hold.expiresAt > this.clock.now() &&
      hold.serviceId === service.id &&
      hold.startsAt === booking.startsAt &&
      (booking.advisorId === null || booking.advisorId === hold.advisorId);
    if (right) {
      const units =
        unitsOf(hold.startsAt, service.minutes + service.bufferMinutes).length +
        unitsOf(hold.startsAt, service.minutes).length * (hold.technicianId === null ? 1 : 2);
      if ((await this.capacity.keep(tx, hold.id, booking.id)) === units) {
        await this.repository.remove(tx, hold.id);
        const { bayId, advisorId, technicianId, endsAt } = hold;
        return { bayId, advisorId, technicianId, endsAt, hold };
      }
      // The service was changed meanwhile: the kept quarter hours are not those it needs now.
      await this.capacity.free(tx, booking.id);
    }
    await this.drop(tx, hold);
    await this.backToWaiting(tx, hold, 'missed');
    return null;
  }
}
