import { sayDateTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import { storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { readableCode } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';
import { SlotFinder } from './slot-finder.js';
import { SlotGate } from './slot-gate.js';

export interface NewBooking {
  vehicleId: string;
  storeId: string;
  serviceId: string;
  /** ISO 8601. */
  startsAt: string;
  advisorId: string | null;
  note: string;
}

/** Books a slot for an owner, by themselves or by staff; both pass the same gate. */
@Injectable()
export class CreateBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BookingRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly finder: SlotFinder,
    private readonly gate: SlotGate,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async byOwner(actor: OwnerActor, input: NewBooking & { messageId?: string | undefined }): Promise<Booking> {
    if (!(await this.vehicles.ofOwnerById(actor.ownerId, input.vehicleId)))
      throw new AppError('VEHICLE.NOT_FOUND');
    return this.create(input, {
      ownerId: actor.ownerId,
      state: 'requested',
      source: input.messageId ? 'reminder' : 'owner',
      messageId: input.messageId ?? null,
    });
  }

  async byStaff(actor: StaffActor, input: NewBooking & { ownerId: string }): Promise<Booking> {
    storeOf(actor, input.storeId);
    if (!(await this.vehicles.ofOwnerById(input.ownerId, input.vehicleId)))
      throw new AppError('VEHICLE.NOT_FOUND');
    return this.create(
      input,
      { ownerId: input.ownerId, state: 'confirmed', source: 'staff', messageId: null },
      (tx, booking) =>
        this.audit.write(tx, {
          actor,
          action: 'booking.create',
          text: '代客户预约',
          subjectId: booking.id,
          storeId: booking.storeId,
        }),
    );
  }

  private async create(
    input: NewBooking,
    by: Pick<Booking, 'ownerId' | 'state' | 'source' | 'messageId'>,
    also: (tx: Tx, booking: Booking) => Promise<void> = async () => {},
  ): Promise<Booking> {
    const shop = await this.finder.shop(input.storeId, input.serviceId);
    const startsAt = Date.parse(input.startsAt);
    return this.uow.run(async (tx) => {
      const id = newId(this.clock);
      const taken = await this.gate.take(tx, shop, {
        bookingId: id,
        startsAt,
        advisorId: input.advisorId,
        staff: by.source === 'staff',
      });
      await this.repository.insert(tx, {
        id,
        storeId: input.storeId,
        vehicleId: input.vehicleId,
        serviceId: input.serviceId,
        startsAt,
        ...taken,
        ...by,
        advisorChosen: input.advisorId !== null,
        note: input.note,
        checkInCode: readableCode(8),
      });
      const booking = (await this.repository.findById(id)) as Booking;
      const type = by.state === 'confirmed' ? 'booking.confirmed' : 'booking.requested';
      await this.outbox.append(tx, { type, storeId: input.storeId, payload: { bookingId: id } });
      await also(tx, booking);
      const notice =
        by.state === 'requested'
          ? `新预约：${sayDateTime(startsAt, this.clock.now())} ${shop.service.name}，请确认`
          : null;
      this.live.publish(tx, { topic: 'booking', storeId: input.storeId, id, notice });
      return booking;
    });
  }
}
