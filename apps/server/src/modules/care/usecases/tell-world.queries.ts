import { businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { CarPeople } from './car-people.queries.js';
import { CareFactsQueries, type CarFacts } from './care-facts.queries.js';
import type { TellingWorld } from './tell-decision.js';

/** Reads everything that telling looks at. A few queries for any number of cars. */
@Injectable()
export class TellWorlds {
  constructor(
    private readonly facts: CareFactsQueries,
    private readonly people: CarPeople,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
  ) {}

  /** `now`: when it is told, also on a day to come; files and rules are read as they are. */
  async of(
    items: readonly { vehicleId: string; storeId: string }[],
    now: number,
  ): Promise<TellingWorld & { readonly facts: ReadonlyMap<string, CarFacts> }> {
    const vehicleIds = [...new Set(items.map(({ vehicleId }) => vehicleId))];
    const [facts, people, stores] = await Promise.all([
      this.facts.of(vehicleIds, businessDate(now)),
      this.people.of(vehicleIds),
      this.stores.findByIds(items.map(({ storeId }) => storeId)),
    ]);
    const owners = await this.owners.findByIds([...people.values()].flat().map(({ ownerId }) => ownerId));
    return { facts, people, owners, stores, now };
  }
}
