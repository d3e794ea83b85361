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
    const [accounts, care, marketing] = await Promise.all([
      this.owners.accountsOfMany(ownerIds),
      this.messages.optedOut(ownerIds, 'care'),
      this.messages.optedOut(ownerIds, 'marketing'),
    ]);
    const optedOut = (ownerId: string) => [
      ...(care.has(ownerId) ? (['care'] as const) : []),
      ...(marketing.has(ownerId) ? (['marketing'] as const) : []),
    ];
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
