import type { WeatherBanner } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { isTold, tipOf, WeatherReader } from '../../weather/index.js';

/** The warning that an owner's home page shows. */
@Injectable()
export class WeatherBanners {
  constructor(private readonly weather: WeatherReader) {}

  /** The gravest warning in force at one of the stores, the one that lasts longest among equals; null if there is none. */
  async of(stores: readonly { storeId: string; storeName: string }[]): Promise<WeatherBanner | null> {
    const open = await this.weather.openAt([...new Set(stores.map(({ storeId }) => storeId))]);
    const found = stores
      .flatMap((store) => (open.get(store.storeId) ?? []).map((event) => ({ store, event })))
      .filter(({ event }) => isTold(event.kind, event.level))
      .sort((a, b) => b.event.rank - a.event.rank || b.event.endsAt - a.event.endsAt)[0];
    if (!found) return null;
    const { event, store } = found;
    return {
      kind: event.kind,
      level: event.level,
      title: event.title,
      tip: tipOf[event.kind],
      until: toDate(event.endsAt).toISOString(),
      storeName: store.storeName,
      attributions: [...event.attributions],
    };
  }
}
