import type { Segment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { StoreCatalog } from '../../store/index.js';
import { StoreCars } from '../../vehicle/index.js';
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
    private readonly cars: StoreCars,
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

  /**
   * Owners at a store in the audience, in pages by the store's cars: `next` is where the following page begins, null at
   * the end. The segment is asked anew at every page, so that who has left it meanwhile is not in it.
   */
  async page(
    storeId: string,
    segment: Segment | null,
    cursor: string,
    limit: number,
  ): Promise<{ ownerIds: string[]; next: string | null }> {
    const store = await this.stores.findById(storeId);
    if (!store) return { ownerIds: [], next: null };
    const { cars, last } = await this.cars.page(storeId, cursor, limit);
    const context = segmentContext(store.cycleMonths, this.clock.today());
    const ids = cars.map(({ vehicleId }) => vehicleId);
    const matching = new Set(await this.audience.matching(ids, segment, context));
    return {
      ownerIds: cars.filter(({ vehicleId }) => matching.has(vehicleId)).map(({ ownerId }) => ownerId),
      next: last,
    };
  }

  /** The cars that a person owns now. */
  carsOf(ownerId: string): Promise<AudienceCar[]> {
    return this.audience.carsOfOwner(ownerId);
  }

  /** Those among some cars that belong to the audience, store by store. */
  async among(cars: readonly AudienceCar[], segment: Segment | null): Promise<readonly AudienceCar[]> {
    if (segment === null || cars.length === 0) return cars;
    const invited: AudienceCar[] = [];
    for (const { id, cycleMonths } of await this.stores.findByIds(cars.map(({ storeId }) => storeId))) {
      const ids = cars.filter(({ storeId }) => storeId === id).map(({ vehicleId }) => vehicleId);
      const context = segmentContext(cycleMonths, this.clock.today());
      const matching = new Set(await this.audience.matching(ids, segment, context));
      for (const vehicleId of ids) if (matching.has(vehicleId)) invited.push({ vehicleId, storeId: id });
    }
    return invited;
  }
}
