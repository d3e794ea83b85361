import type { HoldPurpose } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { BookingHoldEntity } from './hold.entity.js';

/** Instants are milliseconds. */
export interface Hold {
  readonly id: string;
  readonly purpose: HoldPurpose;
  readonly holder: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string;
  readonly serviceId: string;
  readonly bayId: string;
  readonly advisorId: string;
  readonly advisorChosen: boolean;
  readonly technicianId: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly expiresAt: number;
  readonly staffId: string | null;
  readonly waitingId: string | null;
  readonly messageId: string | null;
}

function record(entity: BookingHoldEntity): Hold {
  const { createdAt: _c, ...rest } = entity;
  return {
    ...rest,
    advisorChosen: Boolean(rest.advisorChosen),
    startsAt: rest.startsAt.getTime(),
    endsAt: rest.endsAt.getTime(),
    expiresAt: rest.expiresAt.getTime(),
  };
}

@Injectable()
export class HoldRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Hold | null> {
    const entity = await this.uow.reader.findOneBy(BookingHoldEntity, { id });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<Hold | null> {
    const entity = await tx.manager.findOne(BookingHoldEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** What a holder keeps now, run out or not. */
  async lockByHolder(tx: Tx, holder: string): Promise<Hold | null> {
    // Every booking asks this, and hardly any finds something.
    const rows: { id: string }[] = await tx.manager.query(
      'SELECT id FROM booking_hold WHERE holder = ? FOR UPDATE',
      [holder],
    );
    return rows[0] ? this.lockById(tx, rows[0].id) : null;
  }

  /** Holds of a store that still run and touch [from, to), by start. */
  async runningIn(storeId: string, from: number, to: number): Promise<Hold[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(BookingHoldEntity, 'h')
      .where('h.storeId = :storeId AND h.startsAt < :to AND h.endsAt > :from AND h.expiresAt > :now', {
        storeId,
        from: toDate(from),
        to: toDate(to),
        now: this.clock.date(),
      })
      .orderBy('h.startsAt')
      .getMany();
    return entities.map(record);
  }

  /** Ids of holds that have run out. */
  async expired(limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.uow.reader.query(
      'SELECT id FROM booking_hold WHERE expires_at <= ? ORDER BY expires_at LIMIT ?',
      [this.clock.date(), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** False if the holder has one already that the caller did not see: two requests of one person at once. */
  async insert(tx: Tx, hold: Hold): Promise<boolean> {
    try {
      await tx.manager.insert(BookingHoldEntity, {
        ...hold,
        startsAt: toDate(hold.startsAt),
        endsAt: toDate(hold.endsAt),
        expiresAt: toDate(hold.expiresAt),
        createdAt: this.clock.date(),
      });
      return true;
    } catch (error) {
      if (isDuplicate(error, 'uq_booking_hold_holder')) return false;
      throw error;
    }
  }

  async setMessage(tx: Tx, id: string, messageId: string | null): Promise<void> {
    await tx.manager.update(BookingHoldEntity, { id }, { messageId });
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.manager.delete(BookingHoldEntity, { id });
  }
}
