import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { WeatherWaves, weatherWavesJob } from '../../src/modules/notification/index.js';
import { StoreRepository } from '../../src/modules/store/index.js';
import { PollWeather, pollWeatherJob } from '../../src/modules/weather/index.js';
import { makeStaff, makeVehicle } from '../support/factories.js';
import { codeOf } from '../support/visits.js';
import { HOUR, MINUTE, manyCars, morningOf, rain, startWeather, type Weather } from '../support/weather.js';
import type { World } from '../support/world.js';

let weather: Weather;
let world: World;

beforeAll(async () => {
  weather = await startWeather();
  world = weather.world;
});
afterAll(async () => {
  await world?.stop();
});
beforeEach(() => weather.calm());

const key = ({ lat, lon }: { lat: number; lon: number }) => `${lat.toFixed(2)},${lon.toFixed(2)}`;

describe('warnings', () => {
  it('says one thing once per owner, under repeated polls and two pollers, and again only when it gets worse', async () => {
    const { store, place } = await weather.storeFarAway();
    const owner = await weather.ownerWithCar(store);
    // A second car is no second message.
    await makeVehicle(world, store.id, owner.ownerId);
    const alert = weather.desk().issue(rain(place));
    await weather.travel(world.clock.now() + 16 * MINUTE);
    const second = world.worker?.get(PollWeather, { strict: false });
    await Promise.all([world.get(PollWeather).run(), second?.run()]);
    await Promise.all([weather.follow(), world.worker?.get(WeatherWaves, { strict: false }).run()]);
    await weather.poll();
    await weather.poll();
    await world.run(sendJob);
    let messages = await weather.messagesOf(owner.ownerId);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ kind: 'weather_alert', channel: 'official_account' });
    expect(messages[0]?.body).toContain('暴雨黄色预警');
    expect(messages[0]?.body).toContain('0351-7000000');
    expect(
      await world.rows('SELECT id FROM weather_event WHERE open_key IS NOT NULL AND place = ?', [key(place)]),
    ).toHaveLength(1);

    const same = weather.desk().update(alert.id, { hours: 20 });
    await weather.poll();
    expect(await weather.messagesOf(owner.ownerId)).toHaveLength(1);
    weather.desk().update(same?.id ?? '', { color: 'red', hours: 20 });
    await weather.poll();
    messages = await weather.messagesOf(owner.ownerId);
    expect(messages.map(({ kind }) => kind)).toEqual(['weather_alert', 'weather_alert']);
    expect(messages[1]?.body).toContain('暴雨红色预警');
    const deliveries = await world.phones.deliveries(owner.openid);
    expect(deliveries.map(({ title }) => title)).toEqual(['天气预警提醒']);
  });

  it('takes back what is unsent when the warning is called off or gets worse', async () => {
    const { store, place } = await weather.storeFarAway();
    const owner = await weather.ownerWithCar(store);
    await weather.travel(morningOf(world.clock.now()) + 12 * HOUR);
    const alert = weather.desk().issue(rain(place));
    await weather.poll();
    await world.run(sendJob);
    expect((await weather.messagesOf(owner.ownerId))[0]?.state).toBe('held');
    const worse = weather.desk().update(alert.id, { color: 'orange', hours: 24 });
    await weather.poll();
    weather.desk().cancel(worse?.id ?? '');
    await weather.poll();
    await weather.travel(morningOf(world.clock.now() + 10 * HOUR) - HOUR);
    await world.run(sendJob);
    const messages = await weather.messagesOf(owner.ownerId);
    expect(messages.map(({ state }) => state)).toEqual(['suppressed', 'suppressed']);
    expect(messages.map(({ why }) => why)).toEqual(['预警已解除，不再发送。', '预警已解除，不再发送。']);
    expect(await world.phones.deliveries(owner.openid)).toEqual([]);
  });

  it('is one event for two stores of one city, and none for a place without it', async () => {
    const { store, place } = await weather.storeFarAway();
    const { store: elsewhere } = await weather.storeFarAway();
    const { store: near } = await weather.storeFarAway();
    await world.uow.run((tx) =>
      world.get(StoreRepository).update(tx, near.id, { latitude: place.lat + 0.2, longitude: place.lon }),
    );
    const owner = await weather.ownerWithCar(store);
    await makeVehicle(world, near.id, owner.ownerId);
    const neighbour = await weather.ownerWithCar(near);
    const other = await weather.ownerWithCar(elsewhere);
    weather.desk().issue(rain(place));
    await weather.poll();
    expect(await weather.messagesOf(owner.ownerId)).toHaveLength(1);
    expect(await weather.messagesOf(neighbour.ownerId)).toHaveLength(1);
    expect(await weather.messagesOf(other.ownerId)).toHaveLength(0);
  });

  it('shows the warning on the home page and to staff, with who was told', async () => {
    const { store, place } = await weather.storeFarAway();
    const owner = await weather.ownerWithCar(store);
    const silent = await makeVehicle(world, store.id, null);
    expect(silent.id).toBeTruthy();
    expect((await owner.client.owner.home()).weather).toBeNull();
    weather.desk().issue(rain(place, { color: 'orange' }));
    await weather.poll();
    await world.run(sendJob);
    const home = await owner.client.owner.home();
    expect(home.weather).toMatchObject({
      kind: 'rain',
      level: 'orange',
      title: '暴雨橙色预警',
      attributions: ['模拟天气服务'],
    });
    const marketing = await makeStaff(world, 'marketing', [store.id], `m-${store.code.toLowerCase()}`);
    const view = await marketing.client.weather.events({ query: { storeId: store.id } });
    expect(view.place).toEqual({ ...place, from: 'store' });
    expect(view.problem).toBe('');
    expect(view.items).toHaveLength(1);
    expect(view.items[0]).toMatchObject({
      state: 'active',
      messages: { planned: 1, told: 1, complete: true },
    });
    const { store: foreign } = await weather.storeFarAway();
    expect(await codeOf(marketing.client.weather.events({ query: { storeId: foreign.id } }))).toBe(
      'STORE.NOT_FOUND',
    );
  });

  it('ends by the clock or when the provider names it no more, and says nothing about it', async () => {
    const { store, place } = await weather.storeFarAway();
    const owner = await weather.ownerWithCar(store);
    weather.desk().issue(rain(place, { hours: 2 }));
    await weather.poll();
    await weather.poll(3 * HOUR);
    const events = () =>
      world.rows<{ state: string }>('SELECT state FROM weather_event WHERE place = ? ORDER BY id', [
        key(place),
      ]);
    expect(await events()).toEqual([{ state: 'over' }]);
    weather.desk().issue(rain(place, { typeCode: '1017', typeName: '大雾', hours: 10 }));
    await weather.poll();
    weather.desk().clear();
    await weather.poll();
    expect((await events())[1]?.state).toBe('active');
    await weather.poll();
    expect((await events())[1]?.state).toBe('over');
    expect((await weather.messagesOf(owner.ownerId)).map(({ kind }) => kind)).toEqual([
      'weather_alert',
      'weather_alert',
    ]);
  });

  it('goes on where it stopped when a pass over many owners breaks off', async () => {
    const { store, place } = await weather.storeFarAway();
    const count = 2_300;
    await manyCars(world, store.id, count);
    weather.desk().issue(rain(place));
    await weather.travel(world.clock.now() + 16 * MINUTE);
    await world.run(pollWeatherJob);
    await world.settle();
    const waves = world.worker?.get(WeatherWaves, { strict: false });
    // The second step fails: its rows and its progress are gone together.
    await world.rows('ALTER TABLE weather_wave ADD CONSTRAINT broken CHECK (planned < 1500)');
    await expect(waves?.run()).rejects.toThrow();
    const told = () =>
      world.rows<{ n: string; owners: string }>(
        "SELECT COUNT(*) AS n, COUNT(DISTINCT owner_id) AS owners FROM message WHERE store_id = ? AND kind = 'weather_alert'",
        [store.id],
      );
    expect((await told()).map(({ n }) => Number(n))).toEqual([1_000]);
    await world.rows('ALTER TABLE weather_wave DROP CONSTRAINT broken');
    await Promise.all([waves?.run(), world.run(weatherWavesJob)]);
    await waves?.run();
    expect((await told()).map(({ n, owners }) => [Number(n), Number(owners)])).toEqual([[count, count]]);
    const [wave] = await world.rows<{ planned: number; done_at: Date | null }>(
      'SELECT planned, done_at FROM weather_wave WHERE store_id = ?',
      [store.id],
    );
    expect(wave?.planned).toBe(count);
    expect(wave?.done_at).not.toBeNull();
  });
});
