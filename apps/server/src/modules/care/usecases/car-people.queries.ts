import { Injectable } from '@nestjs/common';
import { Messages } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import type { CarPerson } from '../domain/care-stops.js';

/** Who could be told about cars: bound in WeChat or not, and what they do not want to hear. A few queries for any number. */
@Injectable()
export class CarPeople {
  constructor(
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly messages: Messages,
  ) {}

  async of(vehicleIds: readonly string[]): Promise<Map<string, CarPerson[]>> {
    const lists = await this.vehicles.peopleOfMany(vehicleIds);
    const ownerIds = [...new Set([...lists.values()].flat().map((person) => person.ownerId))];
    const [accounts, off] = await Promise.all([
      this.owners.accountsOfMany(ownerIds),
      this.messages.topicsOff(ownerIds),
    ]);
    const optedOut = (ownerId: string): CarPerson['optedOut'] => {
      const topics = [...(off.get(ownerId) ?? [])];
      return [
        ...topics,
        ...(topics.includes('due') ? (['care'] as const) : []),
        ...(topics.includes('offers') ? (['marketing'] as const) : []),
      ];
    };
    return new Map(
      vehicleIds.map((id) => [
        id,
        (lists.get(id) ?? []).map(({ ownerId, role }) => ({
          ownerId,
          role,
          bound: accounts.get(ownerId)?.some((account) => account.consentAt !== null) ?? false,
          optedOut: optedOut(ownerId),
        })),
      ]),
    );
  }
}
