import type { DueView, VehicleRole } from '@cheban/contracts';
import { isPlate, normalisePhone, normalisePlate, normaliseVin } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { describeDue } from '../domain/describe.js';
import type { Vehicle } from '../domain/vehicle.js';
import { VehicleRepository } from '../persistence/vehicle.repository.js';
import { type ServiceRecord, VehicleHistoryRepository } from '../persistence/vehicle-history.repository.js';
import { VehicleCare } from './vehicle-care.usecase.js';

/** What owners do with their own cars: bind one, tell the mileage, read its history. */
@Injectable()
export class MyGarage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: VehicleRepository,
    private readonly past: VehicleHistoryRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly care: VehicleCare,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws VEHICLE.PROOF_MISMATCH (also for unknown cars: nobody learns which exist) or VEHICLE.ALREADY_BOUND. */
  async bind(
    actor: OwnerActor,
    proof: { by: 'vin'; vin: string } | { by: 'plate'; plate: string; phone: string },
  ): Promise<string> {
    const vehicle =
      proof.by === 'vin' ? await this.byVin(proof.vin) : await this.byPlate(proof.plate, proof.phone);
    if (!vehicle) throw new AppError('VEHICLE.PROOF_MISMATCH');
    await this.uow.run(async (tx) => {
      await this.repository.lock(tx, vehicle.id);
      const people = await this.repository.peopleOf(vehicle.id);
      if (people.some((person) => person.ownerId === actor.ownerId))
        throw new AppError('VEHICLE.ALREADY_BOUND');
      // A car that has its owner takes others as drivers; the dealership changes roles.
      const role: VehicleRole = people.length === 0 ? 'owner' : 'driver';
      await this.repository.link(tx, actor.ownerId, vehicle.id, role);
      await this.outbox.append(tx, {
        type: 'owner.bound',
        storeId: vehicle.storeId,
        payload: { ownerId: actor.ownerId, accountId: actor.accountId },
      });
      await this.audit.write(tx, {
        actor,
        action: 'vehicle.bind',
        text: '车主绑定车辆',
        subjectId: vehicle.id,
        storeId: vehicle.storeId,
      });
    });
    return vehicle.id;
  }

  /** Keeps the reading; one that cannot be true is kept aside and answers `accepted: false`. */
  async reportMileage(
    actor: OwnerActor,
    vehicleId: string,
    km: number,
  ): Promise<{ accepted: boolean; due: DueView | null }> {
    await this.mine(actor, vehicleId);
    const today = this.clock.today();
    return this.uow.run(async (tx) => {
      const verdict = await this.care.recordReading(tx, vehicleId, { km, on: today, source: 'owner' });
      if (verdict.state === 'ok') await this.care.recompute(tx, [vehicleId]);
      const vehicle = await this.repository.findById(vehicleId);
      return { accepted: verdict.state === 'ok', due: vehicle ? describeDue(vehicle, today) : null };
    });
  }

  /** Past visits, newest first. A record carries no personal data of earlier owners. */
  async history(actor: OwnerActor, vehicleId: string): Promise<(ServiceRecord & { storeName: string })[]> {
    await this.mine(actor, vehicleId);
    const records = await this.past.serviceRecordsOf([vehicleId]);
    const stores = await this.stores.findByIds(records.map((record) => record.storeId));
    return records.map((record) => ({
      ...record,
      storeName: stores.find((store) => store.id === record.storeId)?.name ?? '',
    }));
  }

  private async mine(actor: OwnerActor, vehicleId: string): Promise<Vehicle> {
    const found = (await this.repository.ofOwner(actor.ownerId)).find((vehicle) => vehicle.id === vehicleId);
    if (!found) throw new AppError('VEHICLE.NOT_FOUND');
    return found;
  }

  private byVin(vin: string): Promise<Vehicle | null> {
    return this.repository.findByVin(normaliseVin(vin));
  }

  private async byPlate(plate: string, phone: string): Promise<Vehicle | null> {
    const clean = normalisePlate(plate).plate;
    const known = normalisePhone(phone).phone;
    if (clean === null || !isPlate(clean) || known === null) return null;
    const owner = await this.owners.findByPhone(known);
    if (!owner) return null;
    for (const vehicle of await this.repository.findByPlate(clean)) {
      const people = await this.repository.peopleOf(vehicle.id);
      if (people.some((person) => person.ownerId === owner.id)) return vehicle;
    }
    return null;
  }
}
