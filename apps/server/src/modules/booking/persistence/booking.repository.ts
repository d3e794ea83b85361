import type { BookingState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Taken, UNIT_MS, WORD_UNITS } from '../domain/taken.js';
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
  readonly startsAt: number;
  readonly endsAt: number;
  readonly state: BookingState;
  readonly source: 'owner' | 'reminder' | 'staff' | 'walk_in';
  readonly messageId: string | null;
  readonly note: string;
  readonly checkInCode: string;
  readonly cancelReason: string | null;
  readonly visitId: string | null;
  readonly revision: number;
  readonly createdAt: number;
}

function record(entity: BookingEntity): Booking {
  const { openVehicleId: _o, updatedAt: _u, ...rest } = entity;
  return {
    ...rest,
    advisorChosen: Boolean(rest.advisorChosen),
    startsAt: rest.startsAt.getTime(),
    endsAt: rest.endsAt.getTime(),
    createdAt: rest.createdAt.getTime(),
  };
}

export interface Claim {
  storeId: string;
  bookingId: string;
  bayId: string;
  advisorId: string;
  /** Unit starts, milliseconds. */
  units: readonly number[];
}

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

  /**
   * Taken quarter hours of a store in [from, to), both full quarters. One query; the database packs the quarters of each
   * resource into words of bits, because a fortnight of a busy store has thousands.
   */
  async takenBetween(storeId: string, from: number, to: number): Promise<Taken> {
    const rows = await this.uow.read<{ id: string; word: number | string; bits: string }>(
      `SELECT id, n DIV ${WORD_UNITS} AS word, BIT_OR(1 << (n MOD ${WORD_UNITS})) AS bits
         FROM (SELECT resource_id AS id, (UNIX_TIMESTAMP(unit_at) - ?) DIV ${UNIT_MS / 1000} AS n
                 FROM capacity_unit WHERE store_id = ? AND unit_at >= ? AND unit_at < ?) AS units
        GROUP BY id, word`,
      [from / 1000, storeId, toDate(from), toDate(to)],
    );
    const taken = new Taken(from, to);
    for (const row of rows) taken.mark(row.id, Number(row.word), Number(row.bits));
    return taken;
  }

  /**
   * Takes the quarter hours of a bay and an advisor. False if somebody was faster: the primary key of capacity_unit
   * refuses the second taker. Rows go in one order, so that two takers wait for each other instead of deadlocking.
   */
  async claim(tx: Tx, claim: Claim): Promise<boolean> {
    const rows = [claim.bayId, claim.advisorId]
      .sort()
      .flatMap((resourceId) =>
        claim.units.map((unit) => [resourceId, toDate(unit), claim.storeId, claim.bookingId]),
      );
    try {
      await tx.manager.query(
        'INSERT INTO capacity_unit (resource_id, unit_at, store_id, booking_id) VALUES ?',
        [rows],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Frees the capacity of a booking, or only what lies at or after `from`. */
  async free(tx: Tx, bookingId: string, from = 0): Promise<void> {
    await tx.manager.query('DELETE FROM capacity_unit WHERE booking_id = ? AND unit_at >= ?', [
      bookingId,
      toDate(from),
    ]);
  }

  /** Throws BOOKING.VEHICLE_ALREADY_BOOKED if the car has an open booking. */
  async insert(
    tx: Tx,
    booking: Omit<Booking, 'cancelReason' | 'visitId' | 'revision' | 'createdAt'>,
  ): Promise<void> {
    const now = this.clock.date();
    try {
      await tx.manager.insert(BookingEntity, {
        ...booking,
        openVehicleId: booking.vehicleId,
        startsAt: toDate(booking.startsAt),
        endsAt: toDate(booking.endsAt),
        cancelReason: null,
        visitId: null,
        revision: 1,
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      if (isDuplicate(error, 'uq_booking_open_vehicle')) throw new AppError('BOOKING.VEHICLE_ALREADY_BOOKED');
      throw error;
    }
  }

  /** Changes a booking that the caller has locked; raises its revision. */
  async update(
    tx: Tx,
    id: string,
    change: Partial<
      Pick<Booking, 'state' | 'cancelReason' | 'visitId' | 'bayId' | 'advisorId' | 'advisorChosen'>
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
        ...(closed ? { openVehicleId: null } : {}),
        revision: () => 'revision + 1',
        updatedAt: this.clock.date(),
      },
    );
  }
}
