import { sayDateTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { may, type OwnerActor, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { readableCode } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { noteFault } from '../domain/booking-note.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';
import { HoldRepository } from '../persistence/hold.repository.js';
import { BookableCars } from './bookable-cars.queries.js';
import { ownerHolder } from './holds.usecase.js';
import { type Shop, SlotFinder } from './slot-finder.js';
import { type TakenSpot, TakeSpot } from './take-spot.usecase.js';

export interface NewBooking {
  vehicleId: string;
  storeId: string;
  serviceId: string;
  /** ISO 8601. */
  startsAt: string;
  advisorId: string | null;
  note: string;
  /** A slot that the same person holds. */
  holdId?: string | undefined;
}

export interface NewStaffBooking extends NewBooking {
  ownerId: string;
  bayId?: string | undefined;
  /** Beyond capacity if the slot is full. */
  overbook?: { reason: string } | undefined;
}

interface Origin extends Pick<Booking, 'ownerId' | 'state' | 'source' | 'messageId'> {
  actor: OwnerActor | StaffActor;
  bayId?: string | undefined;
  overbook?: string | undefined;
  /** The hold must still run: no other way to the slot. */
  onlyFromHold?: boolean;
}

/** Books a slot for an owner, by themselves or by staff; both pass the same gate. */
@Injectable()
export class CreateBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BookingRepository,
    private readonly holds: HoldRepository,
    private readonly cars: BookableCars,
    private readonly finder: SlotFinder,
    private readonly spots: TakeSpot,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async byOwner(actor: OwnerActor, input: NewBooking & { messageId?: string | undefined }): Promise<Booking> {
    await this.cars.ensureOwn(actor.ownerId, input.vehicleId);
    return this.create(input, {
      actor,
      ownerId: actor.ownerId,
      state: 'requested',
      source: input.messageId ? 'reminder' : 'owner',
      messageId: input.messageId ?? null,
    });
  }

  /**
   * Books the slot that is held for the owner: an offer of the store needs no further confirmation. Throws
   * BOOKING.HOLD_GONE once it has run out; a hold of somebody else answers like a missing one.
   */
  async fromHold(actor: OwnerActor, holdId: string, note: string): Promise<Booking> {
    const hold = await this.holds.findById(holdId);
    if (!hold || hold.ownerId !== actor.ownerId || hold.staffId !== null) throw notFound();
    await this.cars.ensureOwn(actor.ownerId, hold.vehicleId);
    const { vehicleId, storeId, serviceId, messageId } = hold;
    return this.create(
      {
        vehicleId,
        storeId,
        serviceId,
        startsAt: toDate(hold.startsAt).toISOString(),
        advisorId: hold.advisorChosen ? hold.advisorId : null,
        note,
        holdId: hold.id,
      },
      {
        actor,
        ownerId: actor.ownerId,
        state: hold.purpose === 'form' ? 'requested' : 'confirmed',
        source: messageId === null ? 'owner' : 'reminder',
        messageId,
        onlyFromHold: true,
      },
    );
  }

  /**
   * Throws STORE.NOT_FOUND, VEHICLE.NOT_FOUND for whoever is no customer of the actor's stores, and
   * BOOKING.OVERBOOK_FORBIDDEN if it asks for more than there is without the permission.
   */
  async byStaff(actor: StaffActor, input: NewStaffBooking): Promise<Booking> {
    storeOf(actor, input.storeId);
    if (input.overbook && !may(actor, 'booking.overbook')) throw new AppError('BOOKING.OVERBOOK_FORBIDDEN');
    await this.cars.ensureKnown(actor, input.ownerId, input.vehicleId);
    return this.create(input, {
      actor,
      ownerId: input.ownerId,
      state: 'confirmed',
      source: 'staff',
      messageId: null,
      bayId: input.bayId,
      overbook: input.overbook?.reason,
    });
  }

  private async create(input: NewBooking, origin: Origin): Promise<Booking> {
    const shop = await this.finder.shop(input.storeId, input.serviceId);
    // Whoever accepts an offer is called about the address: the slot must not be lost over it.
    const fault = origin.onlyFromHold ? null : noteFault(shop.service.kind, input.note);
    if (fault !== null) throw invalidField('note', fault);
    const { actor, ownerId, state, source, messageId } = origin;
    const startsAt = Date.parse(input.startsAt);
    return this.uow.run(async (tx) => {
      await this.cars.holdTie(tx, ownerId, input.vehicleId);
      const id = newId(this.clock);
      // Before anything is locked: others wait for what comes after.
      const limit =
        actor.kind === 'staff'
          ? null
          : { max: shop.store.maxOpenBookings, used: await this.repository.openNumbers(ownerId) };
      const spot = await this.spots.forNew(tx, shop, {
        id,
        startsAt,
        ownerId,
        staffId: actor.kind === 'staff' ? actor.staffId : null,
        formHolder: actor.kind === 'staff' ? null : ownerHolder(ownerId),
        advisorId: input.advisorId,
        bayId: origin.bayId,
        holdId: input.holdId,
        overbook: origin.overbook,
        onlyFromHold: origin.onlyFromHold ?? false,
      });
      const booking = await this.repository.insert(
        tx,
        {
          id,
          storeId: input.storeId,
          vehicleId: input.vehicleId,
          serviceId: input.serviceId,
          startsAt,
          ...spot,
          ownerId,
          state,
          source,
          messageId,
          advisorChosen: input.advisorId !== null,
          note: input.note,
          checkInCode: readableCode(8),
        },
        limit,
      );
      await this.spots.endWaiting(tx, input.vehicleId);
      await this.tell(tx, booking, shop, actor, spot);
      return booking;
    });
  }

  private async tell(
    tx: Tx,
    booking: Booking,
    shop: Shop,
    actor: OwnerActor | StaffActor,
    spot: TakenSpot,
  ): Promise<void> {
    const { id, storeId, state, startsAt } = booking;
    const type = state === 'confirmed' ? 'booking.confirmed' : 'booking.requested';
    await this.outbox.append(tx, { type, storeId, payload: { bookingId: id } });
    if (actor.kind === 'staff') {
      const beyond = spot.overbookReason;
      const [action, text] =
        beyond === null ? ['booking.create', '代客户预约'] : ['booking.overbook', `超额预约：${beyond}`];
      await this.audit.write(tx, { actor, action, text, subjectId: id, storeId });
    }
    const when = sayDateTime(startsAt, this.clock.now());
    const notice =
      state === 'requested'
        ? `新预约：${when} ${shop.service.name}，请确认`
        : actor.kind === 'staff'
          ? null
          : `客户接受了邀约：${when} ${shop.service.name}`;
    this.live.publish(tx, { topic: 'booking', storeId, id, notice });
  }
}
