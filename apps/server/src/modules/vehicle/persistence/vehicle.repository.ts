import type { VehicleRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher, TAIL_LENGTH } from '../../../platform/crypto/index.js';
import { isDuplicate, newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Vehicle } from '../domain/vehicle.js';
import {
  MileageReadingEntity,
  OwnerVehicleEntity,
  ServiceRecordEntity,
  VehicleEntity,
} from './vehicle.entity.js';

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

export function vehicleRecord(entity: VehicleEntity): Vehicle {
  const {
    vinIndex: _vi,
    vinTail: _vt,
    plateIndex: _pi,
    plateTail: _pt,
    createdAt: _c,
    updatedAt: _u,
    ...rest
  } = entity;
  return {
    ...rest,
    soldHere: Boolean(rest.soldHere),
    insuredHere: Boolean(rest.insuredHere),
    kmPerDay: rest.kmPerDay === null ? null : Number(rest.kmPerDay),
  };
}

/** The columns of a car that VehicleCare computes. */
export type VehicleFigures = Pick<
  Vehicle,
  | 'lastServiceOn'
  | 'lastServiceKm'
  | 'lastPaidVisitOn'
  | 'latestKm'
  | 'latestKmOn'
  | 'kmPerDay'
  | 'dueKind'
  | 'dueOn'
  | 'dueReason'
  | 'dueKm'
>;

@Injectable()
export class VehicleRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Vehicle | null> {
    const entity = await this.uow.reader.findOneBy(VehicleEntity, { id });
    return entity ? vehicleRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Vehicle[]> {
    if (ids.length === 0) return [];
    return (await this.uow.reader.findBy(VehicleEntity, { id: In([...ids]) })).map(vehicleRecord);
  }

  async platesOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.uow.read<{ id: string; plate: string }>(
      'SELECT id, plate FROM vehicle WHERE id IN (?) AND plate IS NOT NULL',
      [ids],
    );
    return new Map(rows.map(({ id, plate }) => [id, fieldCipher().decrypt(plate)]));
  }

  /** Ids of cars sold by our stores between two business dates, both included, in the order of their ids. */
  async soldHereBetween(from: string, to: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      `SELECT id FROM vehicle WHERE sold_here = 1 AND sold_on BETWEEN ? AND ? AND id > ? ORDER BY id LIMIT ${limit}`,
      [from, to, after],
    );
    return rows.map(({ id }) => id);
  }

  async findByVin(vin: string): Promise<Vehicle | null> {
    const entity = await this.uow.reader.findOneBy(VehicleEntity, {
      vinIndex: fieldCipher().index('vin', vin),
    });
    return entity ? vehicleRecord(entity) : null;
  }

  async findByPlate(plate: string): Promise<Vehicle[]> {
    const entities = await this.uow.reader.findBy(VehicleEntity, {
      plateIndex: fieldCipher().index('plate', plate),
    });
    return entities.map(vehicleRecord);
  }

  /** Cars whose plate ends with `tail` (at least four characters); at most 50. */
  async findByPlateTail(tail: string): Promise<Vehicle[]> {
    const plateTail = fieldCipher().tailIndex('plate', tail);
    if (tail.length < TAIL_LENGTH || plateTail === null) return [];
    const entities = await this.uow.reader.find(VehicleEntity, { where: { plateTail }, take: 50 });
    return entities.map(vehicleRecord).filter((vehicle) => vehicle.plate?.endsWith(tail));
  }

  async ofOwner(ownerId: string): Promise<(Vehicle & { role: VehicleRole })[]> {
    const links = await this.uow.reader.findBy(OwnerVehicleEntity, { ownerId, endedAt: IsNull() });
    const vehicles = await this.findByIds(links.map((link) => link.vehicleId));
    return vehicles
      .map((vehicle) => ({
        ...vehicle,
        role: links.find((link) => link.vehicleId === vehicle.id)?.role ?? 'driver',
      }))
      .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.id.localeCompare(b.id));
  }

  /** Active people of a car: owners first. */
  async peopleOf(vehicleId: string): Promise<{ ownerId: string; role: VehicleRole }[]> {
    const links = await this.uow.reader.findBy(OwnerVehicleEntity, { vehicleId, endedAt: IsNull() });
    const rank: Record<VehicleRole, number> = { owner: 0, company_contact: 1, driver: 2 };
    return links
      .sort((a, b) => rank[a.role] - rank[b.role] || a.createdAt.getTime() - b.createdAt.getTime())
      .map(({ ownerId, role }) => ({ ownerId, role }));
  }

  /** The same for many cars at once; a car without people has no entry. */
  async peopleOfMany(
    vehicleIds: readonly string[],
  ): Promise<Map<string, { ownerId: string; role: VehicleRole }[]>> {
    const people = new Map<string, { ownerId: string; role: VehicleRole }[]>();
    if (vehicleIds.length === 0) return people;
    const rows = await this.uow.read<{ vehicleId: string; ownerId: string; role: VehicleRole }>(
      `SELECT vehicle_id AS vehicleId, owner_id AS ownerId, role FROM owner_vehicle
        WHERE vehicle_id IN (?) AND ended_at IS NULL
        ORDER BY FIELD(role, 'owner', 'company_contact', 'driver'), created_at`,
      [vehicleIds],
    );
    for (const { vehicleId, ...person } of rows)
      people.set(vehicleId, [...(people.get(vehicleId) ?? []), person]);
    return people;
  }

  async link(tx: Tx, ownerId: string, vehicleId: string, role: VehicleRole): Promise<void> {
    await tx.manager.query(
      `INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at, ended_at) VALUES (?, ?, ?, ?, NULL)
       ON DUPLICATE KEY UPDATE ended_at = NULL`,
      [ownerId, vehicleId, role, this.clock.date()],
    );
  }

  async unlink(tx: Tx, ownerId: string, vehicleId: string): Promise<void> {
    await tx.manager.query(
      'UPDATE owner_vehicle SET ended_at = ? WHERE owner_id = ? AND vehicle_id = ? AND ended_at IS NULL',
      [this.clock.date(), ownerId, vehicleId],
    );
  }

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

  /** One statement for many cars. */
  async saveFigures(tx: Tx, figures: readonly (VehicleFigures & { id: string })[]): Promise<void> {
    if (figures.length === 0) return;
    const columns = [
      ['last_service_on', 'lastServiceOn'],
      ['last_service_km', 'lastServiceKm'],
      ['last_paid_visit_on', 'lastPaidVisitOn'],
      ['latest_km', 'latestKm'],
      ['latest_km_on', 'latestKmOn'],
      ['km_per_day', 'kmPerDay'],
      ['due_kind', 'dueKind'],
      ['due_on', 'dueOn'],
      ['due_reason', 'dueReason'],
      ['due_km', 'dueKm'],
    ] as const;
    const parameters: unknown[] = [];
    const sets = columns.map(([column, key]) => {
      const whens = figures.map((entry) => {
        parameters.push(entry.id, entry[key]);
        return 'WHEN ? THEN ?';
      });
      return `${column} = CASE id ${whens.join(' ')} END`;
    });
    parameters.push(
      this.clock.date(),
      figures.map((entry) => entry.id),
    );
    await tx.manager.query(
      `UPDATE vehicle SET ${sets.join(', ')}, updated_at = ? WHERE id IN (?)`,
      parameters,
    );
  }
}
