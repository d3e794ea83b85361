import { Injectable } from '@nestjs/common';
import { type Store, StoreCatalog } from '../../store/index.js';
import { type Place, placeKey, placeOf } from '../domain/place.js';

/** Which store looks to which place. */
@Injectable()
export class StorePlaces {
  constructor(private readonly stores: StoreCatalog) {}

  /** Stores by place key; stores without a place are left out. */
  async byPlace(): Promise<Map<string, Store[]>> {
    const map = new Map<string, Store[]>();
    for (const store of await this.stores.all()) {
      const place = placeOf(store);
      if (place) map.set(placeKey(place), [...(map.get(placeKey(place)) ?? []), store]);
    }
    return map;
  }

  /** Stores that look to a place. */
  async storesAt(key: string): Promise<Store[]> {
    return (await this.byPlace()).get(key) ?? [];
  }

  /** The place of one store and where it is from; null if it has none. */
  async of(storeId: string): Promise<(Place & { from: 'store' | 'city'; key: string }) | null> {
    const store = await this.stores.findById(storeId);
    const place = store ? placeOf(store) : null;
    return place ? { ...place, key: placeKey(place) } : null;
  }
}
