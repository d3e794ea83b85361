import type { VehicleRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher, TAIL_LENGTH } from '../../../platform/crypto/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Vehicle } from '../domain/vehicle.js';
import { OwnerVehicleEntity, VehicleEntity } from './vehicle.entity.js';

function vehicleRecord(entity: VehicleEntity): Vehicle {
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

/** As much of a car as it takes to draw a sample. */
export type SampleCar = Pick<Vehicle, 'id' | 'model' | 'soldOn' | 'advisorId'>;

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

  /** Cars that a store has sold or served since a business date, in the order of their ids. */
  async knownSince(storeId: string, since: string): Promise<SampleCar[]> {
    return this.uow.read<SampleCar>(
      `SELECT id, model, sold_on AS soldOn, advisor_id AS advisorId FROM vehicle
        WHERE store_id = ? AND (sold_on >= ? OR last_paid_visit_on >= ?) ORDER BY id`,
      [storeId, since, since],
    );
  }

  /** Cars of a store that were sold by us between two business dates, both included, in the order of their ids. */
  async soldBy(storeId: string, from: string, to: string): Promise<SampleCar[]> {
    return this.uow.read<SampleCar>(
      `SELECT id, model, sold_on AS soldOn, advisor_id AS advisorId FROM vehicle
        WHERE store_id = ? AND sold_here = 1 AND sold_on BETWEEN ? AND ? ORDER BY id`,
      [storeId, from, to],
    );
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

  /** Makes everybody who would tie somebody to the car wait until the transaction ends. */
  async lock(tx: Tx, vehicleId: string): Promise<void> {
    await tx.query('SELECT id FROM vehicle WHERE id = ? FOR UPDATE', [vehicleId]);
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

  async homesOf(ownerIds: readonly string[]): Promise<{ ownerId: string; storeId: string; model: string }[]> {
    if (ownerIds.length === 0) return [];
    return this.uow.read(
      `SELECT l.owner_id AS ownerId, v.store_id AS storeId, v.model FROM owner_vehicle l
         JOIN vehicle v ON v.id = l.vehicle_id
        WHERE l.owner_id IN (?) AND l.ended_at IS NULL`,
      [ownerIds],
    );
  }

  /** Ties a person to a car. A tie that stands keeps its role; one that had ended begins anew with this one. */
  async link(tx: Tx, ownerId: string, vehicleId: string, role: VehicleRole): Promise<void> {
    await tx.manager.query(
      `INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at, ended_at) VALUES (?, ?, ?, ?, NULL)
       ON DUPLICATE KEY UPDATE role = IF(ended_at IS NULL, role, VALUES(role)), ended_at = NULL`,
      [ownerId, vehicleId, role, this.clock.date()],
    );
  }

  /** Makes whoever would end a tie wait until the transaction ends; false if the person has no such car now. */
  async holdTie(tx: Tx, ownerId: string, vehicleId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM owner_vehicle WHERE owner_id = ? AND vehicle_id = ? AND ended_at IS NULL LOCK IN SHARE MODE`,
      [ownerId, vehicleId],
    );
    return rows.length > 0;
  }

  /** Waits for everybody who holds a tie of this person, and makes others wait until the transaction ends. */
  async lockTies(tx: Tx, ownerId: string): Promise<void> {
    await tx.query('SELECT vehicle_id FROM owner_vehicle WHERE owner_id = ? FOR UPDATE', [ownerId]);
  }

  async unlink(tx: Tx, ownerId: string, vehicleId: string): Promise<void> {
    await tx.manager.query(
      'UPDATE owner_vehicle SET ended_at = ? WHERE owner_id = ? AND vehicle_id = ? AND ended_at IS NULL',
      [this.clock.date(), ownerId, vehicleId],
    );
  }

  /** Which put-off work is asked about next, and when; null: none. Written only if it differs. */
  async saveAdvised(tx: Tx, vehicleId: string, advised: { on: string; title: string } | null): Promise<void> {
    const [on, title] = [advised?.on ?? null, advised?.title ?? null];
    await tx.manager.query(
      `UPDATE vehicle SET advised_on = ?, advised_title = ?, updated_at = ?
        WHERE id = ? AND NOT (advised_on <=> ? AND advised_title <=> ?)`,
      [on, title, this.clock.date(), vehicleId, on, title],
    );
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
