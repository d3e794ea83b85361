import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { MileageReadingEntity, ServiceRecordEntity } from './vehicle.entity.js';

export interface Reading {
  readonly km: number;
  readonly on: string;
  readonly source: 'import' | 'visit' | 'owner';
}

export interface ServiceRecord {
  readonly storeId: string;
  readonly orderNo: string;
  readonly vehicleId: string;
  readonly on: string;
  readonly km: number | null;
  readonly kind: string;
  readonly isService: boolean;
  readonly paidFen: number;
  readonly settled: boolean;
  readonly advisorName: string | null;
  readonly visitId: string | null;
}

/** What a car has behind it: odometer readings and services. It stays with the car when the owner changes. */
@Injectable()
export class VehicleHistoryRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Readings that may be used, oldest first. */
  async goodReadings(vehicleIds: readonly string[]): Promise<(Reading & { vehicleId: string })[]> {
    if (vehicleIds.length === 0) return [];
    return this.uow.reader.query(
      `SELECT vehicle_id AS vehicleId, km, read_on AS \`on\`, source FROM mileage_reading
        WHERE vehicle_id IN (?) AND state IN ('ok', 'accepted') ORDER BY vehicle_id, read_on, km`,
      [vehicleIds],
    );
  }

  /**
   * Returns the new row's id, or null if the very same reading is already there. A person's second look accepts a
   * reading that was kept aside before.
   */
  async insertReading(
    tx: Tx,
    reading: Reading & { vehicleId: string; state: MileageReadingEntity['state']; reason: string | null },
  ): Promise<string | null> {
    const id = newId(this.clock);
    try {
      const { on, ...rest } = reading;
      await tx.manager.insert(MileageReadingEntity, {
        id,
        readOn: on,
        ...rest,
        createdAt: this.clock.date(),
      });
      return id;
    } catch (error) {
      if (!isDuplicate(error, 'uq_mileage_reading')) throw error;
      if (reading.state === 'accepted') await this.acceptSuspect(tx, reading);
      return null;
    }
  }

  private async acceptSuspect(tx: Tx, reading: Reading & { vehicleId: string }): Promise<void> {
    await tx.manager.query(
      `UPDATE mileage_reading SET state = 'accepted'
        WHERE vehicle_id = ? AND read_on = ? AND km = ? AND source = ? AND state = 'suspect'`,
      [reading.vehicleId, reading.on, reading.km, reading.source],
    );
  }

  async findReading(
    id: string,
  ): Promise<(Reading & { id: string; vehicleId: string; state: string }) | null> {
    const entity = await this.uow.reader.findOneBy(MileageReadingEntity, { id });
    if (!entity) return null;
    const { km, readOn, source, vehicleId, state } = entity;
    return { id, km, on: readOn, source, vehicleId, state };
  }

  /** Judges a suspect reading; false if somebody judged it before. */
  async judgeReading(tx: Tx, id: string, state: 'accepted' | 'rejected'): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      "UPDATE mileage_reading SET state = ? WHERE id = ? AND state = 'suspect'",
      [state, id],
    );
    return result.affectedRows === 1;
  }

  async serviceRecordsOf(vehicleIds: readonly string[]): Promise<ServiceRecord[]> {
    if (vehicleIds.length === 0) return [];
    const entities = await this.uow.reader.find(ServiceRecordEntity, {
      where: { vehicleId: In([...vehicleIds]) },
      order: { vehicleId: 'ASC', on: 'DESC', id: 'DESC' },
    });
    return entities.map((entity) => ({
      ...entity,
      isService: Boolean(entity.isService),
      settled: Boolean(entity.settled),
    }));
  }

  /** What a person paid on each day for the cars they have now, on visits from a business date on. Fen. */
  async spentByDay(ownerId: string, from: string): Promise<{ on: string; fen: number }[]> {
    const rows = await this.uow.read<{ on: string; fen: string }>(
      `SELECT DATE_FORMAT(r.visited_on, '%Y-%m-%d') AS \`on\`, SUM(r.paid_fen) AS fen FROM owner_vehicle l
         JOIN service_record r ON r.vehicle_id = l.vehicle_id AND r.visited_on >= ?
        WHERE l.owner_id = ? AND l.ended_at IS NULL AND l.role = 'owner'
        GROUP BY r.visited_on ORDER BY r.visited_on`,
      [from, ownerId],
    );
    return rows.map(({ on, fen }) => ({ on, fen: Number(fen) }));
  }

  async insertServiceRecord(tx: Tx, record: ServiceRecord): Promise<void> {
    await tx.manager.insert(ServiceRecordEntity, {
      id: newId(this.clock),
      ...record,
      createdAt: this.clock.date(),
    });
  }

  /** Corrects what a past visit of ours says; the car's figures are computed anew by the caller. */
  async correctServiceRecord(
    tx: Tx,
    key: { storeId: string; orderNo: string },
    change: { km: number; paidFen: number },
  ): Promise<void> {
    await tx.manager.update(ServiceRecordEntity, key, change);
  }

  /** Takes a reading of ours out of use after a correction; it stays on file. */
  async rejectReading(tx: Tx, reading: Reading & { vehicleId: string }): Promise<void> {
    const { vehicleId, km, on: readOn, source } = reading;
    await tx.manager.update(MileageReadingEntity, { vehicleId, km, readOn, source }, { state: 'rejected' });
  }
}
