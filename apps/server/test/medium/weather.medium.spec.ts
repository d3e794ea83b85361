import type { AlertInput } from '@cheban/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { WeatherWaves, weatherWavesJob } from '../../src/modules/notification/index.js';
import { StoreRepository } from '../../src/modules/store/index.js';
import { PollWeather, pollWeatherJob } from '../../src/modules/weather/index.js';
import { fieldCipher } from '../../src/platform/crypto/index.js';
import { newId } from '../../src/platform/database/index.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { codeOf } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let world: World;
let counter = 0;

beforeAll(async () => {
  world = await startWorld({ env: { WEATHER_DAILY_CALLS: '5000' } });
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});
beforeEach(async () => {
  world.simulator.world.weather.clear();
  world.simulator.world.faults.clear();
  await travel(world.clock.now() + 3 * DAY);
  await world.rows('UPDATE weather_quota SET refusals = 0, paused_until = NULL');
  await world.rows("UPDATE message SET state = 'suppressed' WHERE state IN ('planned', 'held')");
});

/** Both clocks: the system's and the provider's. */
async function travel(to: number): Promise<void> {
  // Ten in the morning of the day, unless the test wants another time.
  world.clock.set(to);
  await world.phones.put('/clock', { offsetMs: to - Date.now() });
  await world.rows('UPDATE session SET access_until = ?', [new Date(to + DAY)]);
}
const morningOf = (instant: number) => Math.floor((instant + 8 * HOUR) / DAY) * DAY + 2 * HOUR;

/** A store at a place of its own, far from the others. */
async function storeFarAway(): Promise<{ store: TestStore; place: { lat: number; lon: number } }> {
  counter += 1;
  const place = { lat: 20 + counter, lon: 100 + counter };
  const store = await makeStore(world, { code: `W${counter}` });
  await world.uow.run((tx) =>
    world.get(StoreRepository).update(tx, store.id, { latitude: place.lat, longitude: place.lon }),
  );
  await travel(morningOf(world.clock.now()));
  return { store, place };
}
const rain = (place: { lat: number; lon: number }, change: Partial<AlertInput> = {}): AlertInput => ({
  ...place,
  typeCode: '1003',
  typeName: '暴雨',
  color: 'yellow',
  ...change,
});
const desk = () => world.simulator.world.weather;

/** Lets the provider be asked again, and everything follow that a worker does by itself. */
async function poll(wait = 16 * MINUTE): Promise<void> {
  await travel(world.clock.now() + wait);
  await world.run(pollWeatherJob);
  await follow();
}
async function follow(): Promise<void> {
  await world.settle();
  await world.run(weatherWavesJob);
}
interface Row {
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
const messagesOf = (ownerId: string) =>
  world.rows<Row>("SELECT * FROM message WHERE owner_id = ? AND kind LIKE 'weather%' ORDER BY id", [ownerId]);
async function ownerWithCar(store: TestStore): Promise<TestOwner & { vehicleId: string }> {
  const owner = await makeOwner(world);
  const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-11-08' });
  return { ...owner, vehicleId: car.id };
}

describe('warnings', () => {
  it('says one thing once per owner, under repeated polls and two pollers, and again only when it gets worse', async () => {
    const { store, place } = await storeFarAway();
    const owner = await ownerWithCar(store);
    // A second car is no second message.
    await makeVehicle(world, store.id, owner.ownerId);
    const alert = desk().issue(rain(place));
    await travel(world.clock.now() + 16 * MINUTE);
    const second = world.worker?.get(PollWeather, { strict: false });
    await Promise.all([world.get(PollWeather).run(), second?.run()]);
    await Promise.all([follow(), world.worker?.get(WeatherWaves, { strict: false }).run()]);
    await poll();
    await poll();
    await world.run(sendJob);
    let messages = await messagesOf(owner.ownerId);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ kind: 'weather_alert', channel: 'official_account' });
    expect(messages[0]?.body).toContain('暴雨黄色预警');
    expect(messages[0]?.body).toContain('0351-7000000');
    expect(
      await world.rows('SELECT id FROM weather_event WHERE open_key IS NOT NULL AND place = ?', [key(place)]),
    ).toHaveLength(1);

    const same = desk().update(alert.id, { hours: 20 });
    await poll();
    expect(await messagesOf(owner.ownerId)).toHaveLength(1);
    desk().update(same?.id ?? '', { color: 'red', hours: 20 });
    await poll();
    messages = await messagesOf(owner.ownerId);
    expect(messages.map(({ kind }) => kind)).toEqual(['weather_alert', 'weather_alert']);
    expect(messages[1]?.body).toContain('暴雨红色预警');
    const deliveries = await world.phones.deliveries(owner.openid);
    expect(deliveries.map(({ title }) => title)).toEqual(['天气预警提醒']);
  });

  it('takes back what is unsent when the warning is called off or gets worse', async () => {
    const { store, place } = await storeFarAway();
    const owner = await ownerWithCar(store);
    await travel(morningOf(world.clock.now()) + 12 * HOUR);
    const alert = desk().issue(rain(place));
    await poll();
    await world.run(sendJob);
    expect((await messagesOf(owner.ownerId))[0]?.state).toBe('held');
    const worse = desk().update(alert.id, { color: 'orange', hours: 24 });
    await poll();
    desk().cancel(worse?.id ?? '');
    await poll();
    await travel(morningOf(world.clock.now() + 10 * HOUR) - HOUR);
    await world.run(sendJob);
    const messages = await messagesOf(owner.ownerId);
    expect(messages.map(({ state }) => state)).toEqual(['suppressed', 'suppressed']);
    expect(messages.map(({ why }) => why)).toEqual(['预警已解除，不再发送。', '预警已解除，不再发送。']);
    expect(await world.phones.deliveries(owner.openid)).toEqual([]);
  });

  it('is one event for two stores of one city, and none for a place without it', async () => {
    const { store, place } = await storeFarAway();
    const { store: elsewhere } = await storeFarAway();
    const { store: near } = await storeFarAway();
    await world.uow.run((tx) =>
      world.get(StoreRepository).update(tx, near.id, { latitude: place.lat + 0.2, longitude: place.lon }),
    );
    const owner = await ownerWithCar(store);
    await makeVehicle(world, near.id, owner.ownerId);
    const neighbour = await ownerWithCar(near);
    const other = await ownerWithCar(elsewhere);
    desk().issue(rain(place));
    await poll();
    expect(await messagesOf(owner.ownerId)).toHaveLength(1);
    expect(await messagesOf(neighbour.ownerId)).toHaveLength(1);
    expect(await messagesOf(other.ownerId)).toHaveLength(0);
  });

  it('shows the warning on the home page and to staff, with who was told', async () => {
    const { store, place } = await storeFarAway();
    const owner = await ownerWithCar(store);
    const silent = await makeVehicle(world, store.id, null);
    expect(silent.id).toBeTruthy();
    expect((await owner.client.owner.home()).weather).toBeNull();
    desk().issue(rain(place, { color: 'orange' }));
    await poll();
    await world.run(sendJob);
    const home = await owner.client.owner.home();
    expect(home.weather).toMatchObject({
      kind: 'rain',
      level: 'orange',
      title: '暴雨橙色预警',
      rescuePhone: '0351-7000000',
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
    const { store: foreign } = await storeFarAway();
    expect(await codeOf(marketing.client.weather.events({ query: { storeId: foreign.id } }))).toBe(
      'STORE.NOT_FOUND',
    );
  });

  it('ends by the clock or when the provider names it no more, and says nothing about it', async () => {
    const { store, place } = await storeFarAway();
    const owner = await ownerWithCar(store);
    desk().issue(rain(place, { hours: 2 }));
    await poll();
    await poll(3 * HOUR);
    const events = () =>
      world.rows<{ state: string }>('SELECT state FROM weather_event WHERE place = ? ORDER BY id', [
        key(place),
      ]);
    expect(await events()).toEqual([{ state: 'over' }]);
    desk().issue(rain(place, { typeCode: '1017', typeName: '大雾', hours: 10 }));
    await poll();
    desk().clear();
    await poll();
    expect((await events())[1]?.state).toBe('active');
    await poll();
    expect((await events())[1]?.state).toBe('over');
    expect((await messagesOf(owner.ownerId)).map(({ kind }) => kind)).toEqual([
      'weather_alert',
      'weather_alert',
    ]);
  });

  it('goes on where it stopped when a pass over many owners breaks off', async () => {
    const { store, place } = await storeFarAway();
    const count = 2_300;
    await manyCars(store.id, count);
    desk().issue(rain(place));
    await travel(world.clock.now() + 16 * MINUTE);
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

describe('owners who are booked in it', () => {
  it('may move the booking once after the cut-off, and hear when it is over', async () => {
    const { store, place } = await storeFarAway();
    const [mover, stayer] = [await ownerWithCar(store), await ownerWithCar(store)];
    const startsAt = new Date(world.clock.now() + 3 * HOUR).toISOString();
    const book = (owner: TestOwner & { vehicleId: string }) =>
      owner.client.booking.create({
        body: {
          vehicleId: owner.vehicleId,
          storeId: store.id,
          serviceId: store.services.service,
          startsAt,
          advisorId: null,
          note: '',
        },
      });
    await makeStaff(world, 'advisor', [store.id], `a-${store.code.toLowerCase()}-1`);
    await makeStaff(world, 'advisor', [store.id], `a-${store.code.toLowerCase()}-2`);
    const first = await book(mover);
    const second = await book(stayer);
    await travel(world.clock.now() + 90 * MINUTE);
    // Inside the cut-off of two hours.
    const to = { startsAt: new Date(Date.parse(startsAt) + DAY).toISOString() };
    const move = (owner: TestOwner, id: string, body = to) =>
      owner.client.booking.reschedule({ params: { id }, body });
    expect(await codeOf(move(mover, first.id))).toBe('BOOKING.CUT_OFF');
    const alert = desk().issue(rain(place, { hours: 6 }));
    await poll();
    await world.run(sendJob);
    const [told] = await messagesOf(mover.ownerId);
    expect(told).toMatchObject({ action_label: '免费改期', state: 'accepted' });
    expect(told?.body).toContain('免费改期');
    expect(told?.page).toContain(first.id);
    const seen = await mover.client.booking.detail({ params: { id: first.id } });
    expect(seen.freeReschedule?.reason).toContain('暴雨黄色预警');
    expect(seen.canChange).toBe(false);
    const moved = await move(mover, first.id);
    expect(moved.startsAt).toBe(to.startsAt);
    expect(moved.freeReschedule).toBeNull();
    const [event] = await world.rows<{ payload: string }>(
      "SELECT payload FROM outbox_event WHERE type = 'booking.rescheduled' ORDER BY seq DESC LIMIT 1",
    );
    expect(JSON.parse(event?.payload ?? '{}')).toMatchObject({ bookingId: first.id, free: true });

    desk().cancel(alert.id);
    await poll();
    const after = (await messagesOf(stayer.ownerId)).map(({ kind }) => kind);
    expect(after).toEqual(['weather_alert', 'weather_change']);
    expect((await messagesOf(mover.ownerId)).map(({ kind }) => kind)).toEqual(['weather_alert']);
    await world.run(sendJob);
    expect((await messagesOf(stayer.ownerId))[1]).toMatchObject({ state: 'accepted' });
    expect(second.freeReschedule).toBeNull();
  });
});

describe('the day after', () => {
  it('offers a check to those who were told, not to those who were not or who come anyway', async () => {
    const { store, place } = await storeFarAway();
    const [told, unreached, coming] = [
      await ownerWithCar(store),
      await makeOwner(world, { follower: false }).then(async (owner) => {
        await makeVehicle(world, store.id, owner.ownerId);
        return owner;
      }),
      await ownerWithCar(store),
    ];
    await makeStaff(world, 'advisor', [store.id], `a-${store.code.toLowerCase()}`);
    const alert = desk().issue(rain(place, { hours: 6 }));
    await poll();
    await world.run(sendJob);
    desk().cancel(alert.id);
    await poll();
    const tomorrow = morningOf(world.clock.now()) + DAY;
    await travel(tomorrow - 40 * MINUTE);
    await world.run(weatherWavesJob);
    expect((await messagesOf(told.ownerId)).map(({ kind }) => kind)).toEqual(['weather_alert']);
    await travel(tomorrow);
    await coming.client.booking.create({
      body: {
        vehicleId: coming.vehicleId,
        storeId: store.id,
        serviceId: store.services.service,
        startsAt: new Date(world.clock.now() + DAY).toISOString(),
        advisorId: null,
        note: '',
      },
    });
    await world.run(weatherWavesJob);
    await world.run(weatherWavesJob);
    await world.run(sendJob);
    const last = async (owner: TestOwner) =>
      (await messagesOf(owner.ownerId)).map(({ kind, state }) => [kind, state]);
    expect((await last(told))[1]).toEqual(['weather_check', 'accepted']);
    expect(await last(unreached)).toHaveLength(1);
    expect((await last(coming))[1]).toEqual(['weather_check', 'suppressed']);
    expect((await messagesOf(told.ownerId))[1]?.page).toContain(
      'subpackages/booking/create/index?messageId=',
    );
  });
});

describe('the provider', () => {
  it('is left alone after a refusal, longer each time, and asked again later', async () => {
    const { place } = await storeFarAway();
    await poll();
    const problem = async () =>
      (
        await world.rows<{ problem: string }>('SELECT problem FROM weather_place WHERE place = ?', [
          key(place),
        ])
      )[0]?.problem;
    expect(await problem()).toBe('');
    await world.phones.fault('weather_alerts', { mode: 'errcode', errcode: 429 });
    const before = await world.phones.calls('weather_alerts');
    await poll();
    expect((await world.phones.calls('weather_alerts')) - before).toBe(1);
    await poll(5 * MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(1);
    await poll(11 * MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(2);
    await poll(20 * MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(2);
    world.simulator.world.faults.clear();
    await poll(3 * HOUR);
    expect((await world.phones.calls('weather_alerts')) - before).toBeGreaterThan(2);
    expect(await world.rows('SELECT used_on FROM weather_quota WHERE refusals > 0')).toEqual([]);
  });

  it('is asked for each distinct place once an interval, and never beyond the budget of the day', async () => {
    const { store, place } = await storeFarAway();
    const { store: twin } = await storeFarAway();
    await world.uow.run((tx) =>
      world.get(StoreRepository).update(tx, twin.id, { latitude: place.lat, longitude: place.lon }),
    );
    expect(store.id).not.toBe(twin.id);
    await poll();
    const before = await world.phones.calls('weather_alerts');
    await poll();
    const [{ n } = { n: 0 }] = await world.rows<{ n: string }>(
      'SELECT COUNT(DISTINCT latitude, longitude) + MAX(latitude IS NULL) AS n FROM store',
    );
    expect((await world.phones.calls('weather_alerts')) - before).toBe(Number(n));
    await poll(MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(Number(n));
    await world.rows('UPDATE weather_quota SET calls = 5000');
    await poll();
    expect((await world.phones.calls('weather_alerts')) - before).toBe(Number(n));
    const [row] = await world.rows<{ problem: string }>('SELECT problem FROM weather_place WHERE place = ?', [
      key(place),
    ]);
    expect(row?.problem).toContain('已用完');
  });
});

const key = ({ lat, lon }: { lat: number; lon: number }) => `${lat.toFixed(2)},${lon.toFixed(2)}`;

/** Owners with one car each, written at once. */
async function manyCars(storeId: string, count: number): Promise<void> {
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
