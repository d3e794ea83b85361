import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Person } from '../../../platform/personal-data/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';

/** A person with everything that their data hang on. */
@Injectable()
export class People {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly clock: Clock,
  ) {}

  async find(ownerId: string): Promise<Person> {
    const [accounts, cars] = await Promise.all([
      this.owners.accountsOf(ownerId),
      this.vehicles.ofOwner(ownerId),
    ]);
    return {
      ownerId,
      accountIds: accounts.map(({ id }) => id),
      vehicleIds: cars.map(({ id }) => id),
      at: this.clock.date(),
    };
  }
}
