import type { Segment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { StoreCatalog } from '../../store/index.js';
import { AudienceRepository } from '../persistence/audience.repository.js';
import { segmentContext } from './segment-context.js';

/** A car by which its owner belongs to an audience. */
export interface AudienceCar {
  readonly vehicleId: string;
  readonly storeId: string;
}

/** Audiences for other rooms: how many they take in, and whether somebody belongs to one now. */
@Injectable()
export class Audiences {
  constructor(
    private readonly audience: AudienceRepository,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Cars and owners over some stores; an owner of cars at two of them counts at both. `null` takes everybody in. */
  async count(
    storeIds: readonly string[],
    segment: Segment | null,
  ): Promise<{ cars: number; owners: number }> {
    let [cars, owners] = [0, 0];
    for (const { id, cycleMonths } of await this.stores.findByIds(storeIds)) {
      const found = await this.audience.count(id, segment, segmentContext(cycleMonths, this.clock.today()));
      cars += found.cars;
      owners += found.owners;
    }
    return { cars, owners };
  }

  /** The cars of a person at these stores, and those among them that belong to the audience. */
  async carsOf(
    ownerId: string,
    storeIds: readonly string[],
    segment: Segment | null,
  ): Promise<{ all: AudienceCar[]; invited: AudienceCar[] }> {
    const all = await this.audience.carsOfOwner(ownerId, storeIds);
    if (segment === null || all.length === 0) return { all, invited: all };
    const invited: AudienceCar[] = [];
    const theirStores = await this.stores.findByIds(all.map(({ storeId }) => storeId));
    for (const { id, cycleMonths } of theirStores) {
      const ids = all.filter(({ storeId }) => storeId === id).map(({ vehicleId }) => vehicleId);
      const context = segmentContext(cycleMonths, this.clock.today());
      const matching = new Set(await this.audience.matching(ids, segment, context));
      for (const vehicleId of ids) if (matching.has(vehicleId)) invited.push({ vehicleId, storeId: id });
    }
    return { all, invited };
  }
}
