import type { AlertInput } from '@cheban/simulator';
import { weatherWavesJob } from '../../src/modules/notification/index.js';
import { StoreRepository } from '../../src/modules/store/index.js';
import { pollWeatherJob } from '../../src/modules/weather/index.js';
import { fieldCipher } from '../../src/platform/crypto/index.js';
import { newId } from '../../src/platform/database/index.js';
import { makeOwner, makeStore, makeVehicle, type TestOwner, type TestStore } from './factories.js';
import { installTemplates } from './sending.js';
import { startWorld, type World } from './world.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Place {
  lat: number;
  lon: number;
}

export interface WeatherMessage {
  id: string;
  kind: string;
  state: string;
  why: string;
  title: string;
  body: string;
  page: string;
  action_label: string;
  channel: string | null;
}

export const rain = (place: Place, change: Partial<AlertInput> = {}): AlertInput => ({
  ...place,
  typeCode: '1003',
  typeName: '暴雨',
  color: 'yellow',
  ...change,
});

/** Ten in the morning of the day. */
export const morningOf = (instant: number) => Math.floor((instant + 8 * HOUR) / DAY) * DAY + 2 * HOUR;

/** A world with a provider of weather whose clock is the system's. */
export async function startWeather() {
  const world = await startWorld({ env: { WEATHER_DAILY_CALLS: '5000' } });
  await installTemplates(world);
  let counter = 0;

  /** Both clocks: the system's and the provider's. */
  async function travel(to: number): Promise<void> {
    world.clock.set(to);
    await world.phones.put('/clock', { offsetMs: to - Date.now() });
    await world.rows('UPDATE session SET access_until = ?', [new Date(to + DAY)]);
  }

  /** Days later, with nothing under way. */
  async function calm(): Promise<void> {
    world.simulator.world.weather.clear();
    world.simulator.world.faults.clear();
    await travel(world.clock.now() + 3 * DAY);
    await world.rows('UPDATE weather_quota SET refusals = 0, paused_until = NULL');
    await world.rows("UPDATE message SET state = 'suppressed' WHERE state IN ('planned', 'held')");
  }

  /** A store at a place of its own, far from the others. */
  async function storeFarAway(): Promise<{ store: TestStore; place: Place }> {
    counter += 1;
    const place = { lat: 20 + counter, lon: 100 + counter };
    const store = await makeStore(world, { code: `W${counter}` });
    await moveStore(store, place);
    await travel(morningOf(world.clock.now()));
    return { store, place };
  }

  const moveStore = (store: TestStore, { lat, lon }: Place) =>
    world.uow.run((tx) => world.get(StoreRepository).update(tx, store.id, { latitude: lat, longitude: lon }));

  async function follow(): Promise<void> {
    await world.settle();
    await world.run(weatherWavesJob);
  }

  /** Lets the provider be asked again, and everything follow that a worker does by itself. */
  async function poll(wait = 16 * MINUTE): Promise<void> {
    await travel(world.clock.now() + wait);
    await world.run(pollWeatherJob);
    await follow();
  }

  const messagesOf = (ownerId: string) =>
    world.rows<WeatherMessage>(
      "SELECT * FROM message WHERE owner_id = ? AND kind LIKE 'weather%' ORDER BY id",
      [ownerId],
    );

  async function ownerWithCar(store: TestStore): Promise<TestOwner & { vehicleId: string }> {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-11-08' });
    return { ...owner, vehicleId: car.id };
  }

  return {
    world,
    desk: () => world.simulator.world.weather,
    travel,
    calm,
    storeFarAway,
    moveStore,
    follow,
    poll,
    messagesOf,
    ownerWithCar,
  };
}

export type Weather = Awaited<ReturnType<typeof startWeather>>;

/** Owners with one car each, written at once. */
export async function manyCars(world: World, storeId: string, count: number): Promise<void> {
  const cipher = fieldCipher();
  const now = world.clock.date();
  const vehicles: unknown[][] = [];
  const links: unknown[][] = [];
  for (let index = 0; index < count; index += 1) {
    const id = newId(world.clock);
    const vin = `LVGMANY${String(process.pid % 1000).padStart(3, '0')}${String(index).padStart(7, '0')}`;
    vehicles.push([
      id,
      storeId,
      cipher.encrypt(vin),
      cipher.index('vin', vin),
      cipher.tailIndex('vin', vin),
      '广汽丰田',
      '凯美瑞',
      1,
      'private',
      0,
      now,
      now,
    ]);
    links.push([newId(world.clock), id, 'owner', now]);
  }
  await world.rows(
    `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, brand, model, sold_here, \`use\`, insured_here, created_at,
       updated_at) VALUES ?`,
    [vehicles],
  );
  await world.rows('INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at) VALUES ?', [links]);
}
