import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { weatherWavesJob } from '../../src/modules/notification/index.js';
import { makeOwner, makeStaff, makeVehicle, type TestOwner } from '../support/factories.js';
import { codeOf } from '../support/visits.js';
import { DAY, HOUR, MINUTE, morningOf, rain, startWeather, type Weather } from '../support/weather.js';
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

describe('owners who are booked in it', () => {
  it('may move the booking once after the cut-off, and hear when it is over', async () => {
    const { store, place } = await weather.storeFarAway();
    const [mover, stayer] = [await weather.ownerWithCar(store), await weather.ownerWithCar(store)];
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
    await weather.travel(world.clock.now() + 90 * MINUTE);
    // Inside the cut-off of two hours.
    const to = { startsAt: new Date(Date.parse(startsAt) + DAY).toISOString() };
    const move = (owner: TestOwner, id: string, body = to) =>
      owner.client.booking.reschedule({ params: { id }, body });
    expect(await codeOf(move(mover, first.id))).toBe('BOOKING.CUT_OFF');
    const alert = weather.desk().issue(rain(place, { hours: 6 }));
    await weather.poll();
    await world.run(sendJob);
    const [told] = await weather.messagesOf(mover.ownerId);
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

    weather.desk().cancel(alert.id);
    await weather.poll();
    const after = (await weather.messagesOf(stayer.ownerId)).map(({ kind }) => kind);
    expect(after).toEqual(['weather_alert', 'weather_change']);
    expect((await weather.messagesOf(mover.ownerId)).map(({ kind }) => kind)).toEqual(['weather_alert']);
    await world.run(sendJob);
    expect((await weather.messagesOf(stayer.ownerId))[1]).toMatchObject({ state: 'accepted' });
    expect(second.freeReschedule).toBeNull();
  });
});

describe('the day after', () => {
  it('offers a check to those who were told, not to those who were not or who come anyway', async () => {
    const { store, place } = await weather.storeFarAway();
    const [told, unreached, coming] = [
      await weather.ownerWithCar(store),
      await makeOwner(world, { follower: false }).then(async (owner) => {
        await makeVehicle(world, store.id, owner.ownerId);
        return owner;
      }),
      await weather.ownerWithCar(store),
    ];
    await makeStaff(world, 'advisor', [store.id], `a-${store.code.toLowerCase()}`);
    const alert = weather.desk().issue(rain(place, { hours: 6 }));
    await weather.poll();
    await world.run(sendJob);
    weather.desk().cancel(alert.id);
    await weather.poll();
    const tomorrow = morningOf(world.clock.now()) + DAY;
    await weather.travel(tomorrow - 40 * MINUTE);
    await world.run(weatherWavesJob);
    expect((await weather.messagesOf(told.ownerId)).map(({ kind }) => kind)).toEqual(['weather_alert']);
    await weather.travel(tomorrow);
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
      (await weather.messagesOf(owner.ownerId)).map(({ kind, state }) => [kind, state]);
    expect((await last(told))[1]).toEqual(['weather_check', 'accepted']);
    expect(await last(unreached)).toHaveLength(1);
    expect((await last(coming))[1]).toEqual(['weather_check', 'suppressed']);
    expect((await weather.messagesOf(told.ownerId))[1]?.page).toContain(
      'subpackages/booking/create/index?messageId=',
    );
  });
});

describe('the provider', () => {
  it('is left alone after a refusal, longer each time, and asked again later', async () => {
    const { place } = await weather.storeFarAway();
    await weather.poll();
    const problem = async () =>
      (
        await world.rows<{ problem: string }>('SELECT problem FROM weather_place WHERE place = ?', [
          key(place),
        ])
      )[0]?.problem;
    expect(await problem()).toBe('');
    await world.phones.fault('weather_alerts', { mode: 'errcode', errcode: 429 });
    const before = await world.phones.calls('weather_alerts');
    await weather.poll();
    expect((await world.phones.calls('weather_alerts')) - before).toBe(1);
    await weather.poll(5 * MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(1);
    await weather.poll(11 * MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(2);
    await weather.poll(20 * MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(2);
    world.simulator.world.faults.clear();
    await weather.poll(3 * HOUR);
    expect((await world.phones.calls('weather_alerts')) - before).toBeGreaterThan(2);
    expect(await world.rows('SELECT used_on FROM weather_quota WHERE refusals > 0')).toEqual([]);
  });

  it('is asked for each distinct place once an interval, and never beyond the budget of the day', async () => {
    const { store, place } = await weather.storeFarAway();
    const { store: twin } = await weather.storeFarAway();
    await weather.moveStore(twin, place);
    expect(store.id).not.toBe(twin.id);
    await weather.poll();
    const before = await world.phones.calls('weather_alerts');
    await weather.poll();
    const [{ n } = { n: 0 }] = await world.rows<{ n: string }>(
      'SELECT COUNT(DISTINCT latitude, longitude) + MAX(latitude IS NULL) AS n FROM store',
    );
    expect((await world.phones.calls('weather_alerts')) - before).toBe(Number(n));
    await weather.poll(MINUTE);
    expect((await world.phones.calls('weather_alerts')) - before).toBe(Number(n));
    await world.rows('UPDATE weather_quota SET calls = 5000');
    await weather.poll();
    expect((await world.phones.calls('weather_alerts')) - before).toBe(Number(n));
    const [row] = await world.rows<{ problem: string }>('SELECT problem FROM weather_place WHERE place = ?', [
      key(place),
    ]);
    expect(row?.problem).toContain('已用完');
  });
});
