import type { BookingState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { BookingEntity } from './booking.entity.js';

/** Instants are milliseconds. */
export interface Booking {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string;
  readonly serviceId: string;
  readonly bayId: string;
  readonly advisorId: string;
  readonly advisorChosen: boolean;
  /** Null if the service takes no technician. */
  readonly technicianId: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly state: BookingState;
  readonly source: 'owner' | 'reminder' | 'staff' | 'walk_in';
  readonly messageId: string | null;
  readonly note: string;
  readonly checkInCode: string;
  /** Why it was booked beyond capacity; null for all others. */
  readonly overbookReason: string | null;
  readonly cancelReason: string | null;
  readonly visitId: string | null;
  readonly revision: number;
  readonly createdAt: number;
}

function record(entity: BookingEntity): Booking {
  const { openVehicleId: _o, openNumber: _n, updatedAt: _u, ...rest } = entity;
  return {
    ...rest,
    advisorChosen: Boolean(rest.advisorChosen),
    startsAt: rest.startsAt.getTime(),
    endsAt: rest.endsAt.getTime(),
    createdAt: rest.createdAt.getTime(),
  };
}

export type NewBookingRow = Omit<Booking, 'cancelReason' | 'visitId' | 'revision' | 'createdAt'>;

@Injectable()
export class BookingRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Booking | null> {
    const entity = await this.uow.reader.findOneBy(BookingEntity, { id });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<Booking | null> {
    const entity = await tx.manager.findOne(BookingEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  async findByCheckInCode(storeId: string, checkInCode: string): Promise<Booking | null> {
    const entity = await this.uow.reader.findOneBy(BookingEntity, { storeId, checkInCode });
    return entity ? record(entity) : null;
  }

  /** The open booking of each car. */
  async openOfVehicles(vehicleIds: readonly string[]): Promise<Booking[]> {
    if (vehicleIds.length === 0) return [];
    return (await this.uow.reader.findBy(BookingEntity, { openVehicleId: In([...vehicleIds]) })).map(record);
  }

  /** Newest first, below `before` (an id) if given. */
  async ofOwner(ownerId: string, limit: number, before?: string): Promise<Booking[]> {
    const query = this.uow.reader
      .createQueryBuilder(BookingEntity, 'b')
      .where('b.ownerId = :ownerId', { ownerId });
    if (before) query.andWhere('b.id < :before', { before });
    return (await query.orderBy('b.id', 'DESC').take(limit).getMany()).map(record);
  }

  /** Bookings that start in [from, to), by time; cancelled ones only if asked for. */
  async startingBetween(
    storeId: string,
    from: number,
    to: number,
    withCancelled = false,
  ): Promise<Booking[]> {
    const query = this.uow.reader
      .createQueryBuilder(BookingEntity, 'b')
      .where('b.storeId = :storeId AND b.startsAt >= :from AND b.startsAt < :to', {
        storeId,
        from: toDate(from),
        to: toDate(to),
      });
    if (!withCancelled) query.andWhere("b.state <> 'cancelled'");
    return (await query.orderBy('b.startsAt').addOrderBy('b.id').getMany()).map(record);
  }

  /** Requests from now on that wait for an advisor. */
  async requestedFrom(storeId: string, from: number): Promise<Booking[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(BookingEntity, 'b')
      .where("b.storeId = :storeId AND b.startsAt >= :from AND b.state = 'requested'", {
        storeId,
        from: toDate(from),
      })
      .orderBy('b.startsAt')
      .take(200)
      .getMany();
    return entities.map(record);
  }

  async noShowCounts(ownerIds: readonly string[]): Promise<Map<string, number>> {
    if (ownerIds.length === 0) return new Map();
    const rows: { ownerId: string; n: string }[] = await this.uow.reader.query(
      "SELECT owner_id AS ownerId, COUNT(*) AS n FROM booking WHERE owner_id IN (?) AND state = 'no_show' GROUP BY owner_id",
      [[...new Set(ownerIds)]],
    );
    return new Map(rows.map((row) => [row.ownerId, Number(row.n)]));
  }

  /** True if the person themselves, and not staff for them, have ever booked at one of the stores. */
  async hasBookedIn(ownerId: string, storeIds: readonly string[]): Promise<boolean> {
    if (storeIds.length === 0) return false;
    const rows = await this.uow.read(
      "SELECT 1 FROM booking WHERE owner_id = ? AND store_id IN (?) AND source IN ('owner', 'reminder') LIMIT 1",
      [ownerId, storeIds],
    );
    return rows.length > 0;
  }

  /**
   * Throws BOOKING.VEHICLE_ALREADY_BOOKED if the car has an open booking, BOOKING.TOO_MANY if the owner has `limit.max`
   * open ones already, of which `limit.used` are known; null sets no limit. Both are kept by unique keys, so that bookings
   * of the same instant cannot pass.
   */
  async insert(
    tx: Tx,
    booking: NewBookingRow,
    limit: { max: number; used: ReadonlySet<number> } | null,
  ): Promise<Booking> {
    const createdAt = this.clock.now();
    const row = { ...booking, cancelReason: null, visitId: null, revision: 1, createdAt };
    if (limit === null) {
      await this.tryInsert(tx, row, null);
      return row;
    }
    for (let number = 1; number <= limit.max; number += 1) {
      if (!limit.used.has(number) && (await this.tryInsert(tx, row, number))) return row;
    }
    throw new AppError('BOOKING.TOO_MANY');
  }

  /** False if another booking of the owner has just taken the number. */
  private async tryInsert(tx: Tx, row: Booking, openNumber: number | null): Promise<boolean> {
    const at = toDate(row.createdAt);
    try {
      await tx.manager.query(
        `INSERT INTO booking (id, store_id, owner_id, vehicle_id, open_vehicle_id, service_id, bay_id, advisor_id,
           advisor_chosen, technician_id, starts_at, ends_at, state, source, message_id, note, check_in_code,
           overbook_reason, open_number, revision, created_at, updated_at) VALUES (?)`,
        [
          [
            row.id,
            row.storeId,
            row.ownerId,
            row.vehicleId,
            row.vehicleId,
            row.serviceId,
            row.bayId,
            row.advisorId,
            row.advisorChosen,
            row.technicianId,
            toDate(row.startsAt),
            toDate(row.endsAt),
            row.state,
            row.source,
            row.messageId,
            row.note,
            row.checkInCode,
            row.overbookReason,
            openNumber,
            row.revision,
            at,
            at,
          ],
        ],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error, 'uq_booking_open_number')) return false;
      if (isDuplicate(error, 'uq_booking_open_vehicle')) throw new AppError('BOOKING.VEHICLE_ALREADY_BOOKED');
      throw error;
    }
  }

  /** Numbers of the open bookings that count against the owner's limit. */
  async openNumbers(ownerId: string): Promise<Set<number>> {
    const rows = await this.uow.read<{ number: number }>(
      'SELECT open_number AS number FROM booking WHERE owner_id = ? AND open_number IS NOT NULL',
      [ownerId],
    );
    return new Set(rows.map(({ number }) => number));
  }

  /** Changes a booking that the caller has locked; raises its revision. */
  async update(
    tx: Tx,
    id: string,
    change: Partial<
      Pick<
        Booking,
        | 'state'
        | 'cancelReason'
        | 'visitId'
        | 'bayId'
        | 'advisorId'
        | 'advisorChosen'
        | 'technicianId'
        | 'overbookReason'
      >
    > & {
      startsAt?: number;
      endsAt?: number;
      closed?: boolean;
    },
  ): Promise<void> {
    const { startsAt, endsAt, closed, ...rest } = change;
    await tx.manager.update(
      BookingEntity,
      { id },
      {
        ...rest,
        ...(startsAt === undefined ? {} : { startsAt: toDate(startsAt) }),
        ...(endsAt === undefined ? {} : { endsAt: toDate(endsAt) }),
        ...(closed ? { openVehicleId: null, openNumber: null } : {}),
        revision: () => 'revision + 1',
        updatedAt: this.clock.date(),
      },
    );
  }
}
