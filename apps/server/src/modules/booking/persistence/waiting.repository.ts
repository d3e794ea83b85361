import type { PartOfDay, WaitingState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { WaitingEntryEntity, WaitingOfferEntity } from './hold.entity.js';

/** Instants are milliseconds. */
export interface WaitingEntry {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string;
  readonly serviceId: string;
  readonly advisorId: string | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly partOfDay: PartOfDay;
  readonly state: WaitingState;
  readonly why: string | null;
  readonly holdId: string | null;
  readonly offers: number;
  readonly missed: number;
  readonly createdAt: number;
}

function record(entity: WaitingEntryEntity): WaitingEntry {
  const { openVehicleId: _o, updatedAt: _u, ...rest } = entity;
  return { ...rest, createdAt: rest.createdAt.getTime() };
}

@Injectable()
export class WaitingRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<WaitingEntry | null> {
    const entity = await this.uow.reader.findOneBy(WaitingEntryEntity, { id });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<WaitingEntry | null> {
    const entity = await tx.manager.findOne(WaitingEntryEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** The open place of a car. */
  async lockOpenOf(tx: Tx, vehicleId: string): Promise<WaitingEntry | null> {
    // Every booking asks this, and hardly any finds something.
    const rows: { id: string }[] = await tx.manager.query(
      'SELECT id FROM waiting_entry WHERE open_vehicle_id = ? FOR UPDATE',
      [vehicleId],
    );
    return rows[0] ? this.lockById(tx, rows[0].id) : null;
  }

  async openOf(vehicleId: string): Promise<WaitingEntry | null> {
    const entity = await this.uow.reader.findOneBy(WaitingEntryEntity, { openVehicleId: vehicleId });
    return entity ? record(entity) : null;
  }

  /** Newest first. */
  async ofOwner(ownerId: string, limit: number): Promise<WaitingEntry[]> {
    const entities = await this.uow.reader.find(WaitingEntryEntity, {
      where: { ownerId },
      order: { id: 'DESC' },
      take: limit,
    });
    return entities.map(record);
  }

  /** Open places, first come first; of one store if given. */
  async open(storeId: string | null, limit: number): Promise<WaitingEntry[]> {
    const query = this.uow.reader
      .createQueryBuilder(WaitingEntryEntity, 'w')
      .where("w.state IN ('waiting', 'offered')");
    if (storeId !== null) query.andWhere('w.storeId = :storeId', { storeId });
    return (await query.orderBy('w.id').take(limit).getMany()).map(record);
  }

  /** Open places of a store that wait for some day in [from, to]. */
  async countIn(storeId: string, from: string, to: string): Promise<number> {
    const rows: { n: string }[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS n FROM waiting_entry
        WHERE state IN ('waiting', 'offered') AND store_id = ? AND from_on <= ? AND to_on >= ?`,
      [storeId, to, from],
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** For each open place, how many came before it for the same service on overlapping days. */
  async ahead(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows: { id: string; n: string }[] = await this.uow.reader.query(
      `SELECT w.id, COUNT(o.id) AS n FROM waiting_entry w
         LEFT JOIN waiting_entry o ON o.store_id = w.store_id AND o.state IN ('waiting', 'offered')
          AND o.service_id = w.service_id AND o.id < w.id AND o.from_on <= w.to_on AND o.to_on >= w.from_on
        WHERE w.id IN (?) GROUP BY w.id`,
      [ids],
    );
    return new Map(rows.map(({ id, n }) => [id, Number(n)]));
  }

  /** Starts (milliseconds) that were offered to a place before. */
  async offeredStarts(id: string): Promise<Set<number>> {
    const rows: { at: Date }[] = await this.uow.reader.query(
      'SELECT starts_at AS at FROM waiting_offer WHERE waiting_id = ?',
      [id],
    );
    return new Set(rows.map(({ at }) => at.getTime()));
  }

  /** Throws WAITING.ALREADY if the car waits already. */
  async insert(
    tx: Tx,
    entry: Omit<WaitingEntry, 'state' | 'why' | 'holdId' | 'offers' | 'missed' | 'createdAt'>,
  ): Promise<void> {
    const now = this.clock.date();
    try {
      await tx.manager.insert(WaitingEntryEntity, {
        ...entry,
        openVehicleId: entry.vehicleId,
        state: 'waiting',
        why: null,
        holdId: null,
        offers: 0,
        missed: 0,
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      if (isDuplicate(error, 'uq_waiting_open_vehicle')) throw new AppError('WAITING.ALREADY');
      throw error;
    }
  }

  /** Changes a place that the caller has locked. */
  async update(
    tx: Tx,
    id: string,
    change: Partial<Pick<WaitingEntry, 'state' | 'why' | 'holdId' | 'offers' | 'missed'>>,
  ): Promise<void> {
    const ended = change.state === 'booked' || change.state === 'left' || change.state === 'ended';
    await tx.manager.update(
      WaitingEntryEntity,
      { id },
      { ...change, ...(ended ? { openVehicleId: null, holdId: null } : {}), updatedAt: this.clock.date() },
    );
  }

  /** False if this start was offered to the place before. */
  async addOffer(
    tx: Tx,
    offer: { waitingId: string; startsAt: number; holdId: string; expiresAt: number },
  ): Promise<boolean> {
    try {
      await tx.manager.insert(WaitingOfferEntity, {
        ...offer,
        startsAt: toDate(offer.startsAt),
        expiresAt: toDate(offer.expiresAt),
        offeredAt: this.clock.date(),
        answer: null,
      });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async answerOffer(tx: Tx, holdId: string, waitingId: string, answer: 'booked' | 'declined' | 'missed') {
    await tx.manager.update(WaitingOfferEntity, { waitingId, holdId }, { answer });
  }
}
