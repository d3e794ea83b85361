import { type WeatherLevel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Store } from '../../store/index.js';
import { levelAt, titleOf } from '../domain/weather-kind.js';
import { type WeatherEvent, WeatherRepository } from '../persistence/weather.repository.js';
import { StorePlaces } from './store-places.queries.js';

/** An event with its words. */
export type KnownWeather = WeatherEvent & { level: WeatherLevel; title: string };

/** Reads the weather for the other rooms. */
@Injectable()
export class WeatherReader {
  constructor(
    private readonly events: WeatherRepository,
    private readonly places: StorePlaces,
  ) {}

  async findById(id: string): Promise<KnownWeather | null> {
    const event = await this.events.findById(id);
    return event ? withWords(event) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, KnownWeather>> {
    const events = await this.events.findByIds([...new Set(ids)]);
    return new Map(events.map((event) => [event.id, withWords(event)]));
  }

  /** Open events by store. */
  async openAt(storeIds: readonly string[]): Promise<Map<string, KnownWeather[]>> {
    const byPlace = await this.places.byPlace();
    const keyOf = new Map(
      [...byPlace].flatMap(([key, stores]) => stores.map(({ id }): [string, string] => [id, key])),
    );
    const keys = [...new Set(storeIds.flatMap((id) => keyOf.get(id) ?? []))];
    const events = (await this.events.open(keys)).map(withWords);
    return new Map(storeIds.map((id) => [id, events.filter(({ place }) => place === keyOf.get(id))]));
  }

  /** Stores that an event concerns. */
  storesOf(event: Pick<WeatherEvent, 'place'>): Promise<Store[]> {
    return this.places.storesAt(event.place);
  }
}

function withWords(event: WeatherEvent): KnownWeather {
  const level = levelAt(event.rank);
  return { ...event, level, title: titleOf(event.typeName, level) };
}
