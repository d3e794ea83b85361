import type { VehicleRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Vehicle } from '../domain/vehicle.js';
import { type SampleCar, VehicleRepository } from '../persistence/vehicle.repository.js';

/** Reads cars for the other rooms. Missing ones are null or left out; never throws. */
@Injectable()
export class VehicleDirectory {
  constructor(private readonly repository: VehicleRepository) {}

  findById(id: string): Promise<Vehicle | null> {
    return this.repository.findById(id);
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, Vehicle>> {
    const found = await this.repository.findByIds([...new Set(ids)]);
    return new Map(found.map((vehicle) => [vehicle.id, vehicle]));
  }

  /** Plates by car, of those that have one. */
  platesOf(ids: readonly string[]): Promise<Map<string, string>> {
    return this.repository.platesOf([...new Set(ids)]);
  }

  /** The cars of a person, the one due first on top. */
  ofOwner(ownerId: string): Promise<(Vehicle & { role: VehicleRole })[]> {
    return this.repository.ofOwner(ownerId);
  }

  /** The person's car with that id, or null if it is not theirs. */
  async ofOwnerById(ownerId: string, vehicleId: string): Promise<Vehicle | null> {
    return (await this.repository.ofOwner(ownerId)).find((vehicle) => vehicle.id === vehicleId) ?? null;
  }

  /** Cars sold by our stores between two business dates, both included: a page of those whose id follows `after`. */
  async soldHereBetween(from: string, to: string, after: string, limit: number): Promise<Vehicle[]> {
    const ids = await this.repository.soldHereBetween(from, to, after, limit);
    return (await this.repository.findByIds(ids)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Cars that a store has sold or served since a business date; one query. */
  knownSince(storeId: string, since: string): Promise<SampleCar[]> {
    return this.repository.knownSince(storeId, since);
  }

  /** Cars of a store that were sold by us between two business dates, both included; one query. */
  soldBy(storeId: string, from: string, to: string): Promise<SampleCar[]> {
    return this.repository.soldBy(storeId, from, to);
  }

  /** Active people of a car, owners first. */
  peopleOf(vehicleId: string): Promise<{ ownerId: string; role: VehicleRole }[]> {
    return this.repository.peopleOf(vehicleId);
  }

  /** The same for many cars in one query; a car without people has no entry. */
  peopleOfMany(
    vehicleIds: readonly string[],
  ): Promise<Map<string, { ownerId: string; role: VehicleRole }[]>> {
    return this.repository.peopleOfMany([...new Set(vehicleIds)]);
  }

  /** Home store and model of each car of these people, in one query; who has no car has no entry. */
  async homesOf(ownerIds: readonly string[]): Promise<Map<string, { storeId: string; model: string }[]>> {
    const homes = new Map<string, { storeId: string; model: string }[]>();
    for (const { ownerId, ...home } of await this.repository.homesOf([...new Set(ownerIds)]))
      homes.set(ownerId, [...(homes.get(ownerId) ?? []), home]);
    return homes;
  }

  findByVin(vin: string): Promise<Vehicle | null> {
    return this.repository.findByVin(vin);
  }

  findByPlate(plate: string): Promise<Vehicle[]> {
    return this.repository.findByPlate(plate);
  }

  /** Cars whose plate ends with at least four given characters; at most 50. */
  findByPlateTail(tail: string): Promise<Vehicle[]> {
    return this.repository.findByPlateTail(tail);
  }

  /**
   * Whether the car is the person's, and stays so until the transaction ends: for what must not be written of a car
   * that is given up, or of a person who is deleted, in the same moment.
   */
  holdTie(tx: Tx, ownerId: string, vehicleId: string): Promise<boolean> {
    return this.repository.holdTie(tx, ownerId, vehicleId);
  }

  /** Before a person is deleted or gives a car up: what holds a tie of theirs is written first, what comes later finds none. */
  lockTies(tx: Tx, ownerId: string): Promise<void> {
    return this.repository.lockTies(tx, ownerId);
  }

  /** Ends a person's tie to a car; the car keeps its history. */
  unlink(tx: Tx, ownerId: string, vehicleId: string): Promise<void> {
    return this.repository.unlink(tx, ownerId, vehicleId);
  }

  link(tx: Tx, ownerId: string, vehicleId: string, role: VehicleRole): Promise<void> {
    return this.repository.link(tx, ownerId, vehicleId, role);
  }
}
