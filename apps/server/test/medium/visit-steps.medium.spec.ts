import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVehicle } from '../support/factories.js';
import {
  checkIn,
  codeOf,
  GOOD_WHEELS,
  handOver,
  makeGuest,
  makeReady,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  visitEvents,
  wholeVisit,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
let world: World;
let shop: TestWorkshop;
let foreign: TestWorkshop;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'V1');
  foreign = await makeWorkshop(world, 'V2');
});
afterAll(() => world?.stop());

const iso = (afterMinutes: number) => new Date(world.clock.now() + afterMinutes * MINUTE).toISOString();

describe('steps and promises', () => {
  it('refuses steps that the table does not have, and the end by a tap', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    const desk = shop.advisor.client.workshop;
    const go = (step: 'checked_in' | 'ready' | 'handed_over') =>
      desk.advance({ params: { id }, body: { step } });
    expect(await codeOf(go('ready'))).toBe('VISIT.STATE');
    expect(await codeOf(go('checked_in'))).toBe('VISIT.STATE');
    expect(await codeOf(handOver(shop.advisor.client, id))).toBe('VISIT.STATE');
    await makeReady(shop, id);
    expect(await codeOf(go('handed_over'))).toBe('VISIT.STATE');
  });

  it('lets one of two equal taps through', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    const tap = () => shop.advisor.client.workshop.advance({ params: { id }, body: { step: 'in_work' } });
    expect(await outcomes([tap(), tap(), tap()])).toEqual({ done: 1, codes: ['VISIT.STATE', 'VISIT.STATE'] });
  });

  it('asks for the reason of a delay, shows it to the owner, and measures against the first promise', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    const desk = shop.advisor.client.workshop;
    const later = iso(120);
    expect(await codeOf(desk.advance({ params: { id }, body: { promisedAt: later } }))).toBe(
      'VISIT.DELAY_REASON_NEEDED',
    );
    expect(await codeOf(desk.advance({ params: { id }, body: { promisedAt: iso(-1) } }))).toBe(
      'REQUEST.INVALID',
    );
    await desk.advance({ params: { id }, body: { promisedAt: later, delayReason: '配件在途，稍候即到' } });
    expect((await guest.owner.client.visit.detail({ params: { id } })).delays).toEqual([
      expect.objectContaining({ reason: '配件在途，稍候即到', promisedAt: later }),
    ]);
    expect(await visitEvents(world, id)).toEqual(['visit.checked-in', 'visit.delayed']);

    const sooner = iso(100);
    const view = await desk.advance({ params: { id }, body: { promisedAt: sooner } });
    expect(view).toMatchObject({ promisedAt: sooner, firstPromisedAt: iso(60), delays: [expect.anything()] });
  });

  it('counts a car that is ready after its first promise as late, whatever was promised later', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await shop.advisor.client.workshop.checkIn({
      body: { storeId: shop.store.id, vehicleId: guest.car.id, promisedAt: iso(1) },
    });
    await shop.advisor.client.workshop.advance({
      params: { id },
      body: { promisedAt: iso(240), delayReason: '等待车主确认' },
    });
    world.clock.advance(2 * MINUTE);
    await makeReady(shop, id);
    expect((await guest.owner.client.visit.detail({ params: { id } })).onTime).toBe(false);
    expect((await handOver(shop.advisor.client, id)).onTime).toBe(false);
  });

  it('counts a car that was ready in time as punctual, however late its owner comes', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await shop.advisor.client.workshop.checkIn({
      body: { storeId: shop.store.id, vehicleId: guest.car.id, promisedAt: iso(2) },
    });
    await makeReady(shop, id);
    const readyAt = iso(0);
    world.clock.advance(10 * MINUTE);
    expect((await shop.advisor.client.workshop.detail({ params: { id } })).overdue).toBe(false);
    const view = await handOver(shop.advisor.client, id);
    expect(view).toMatchObject({ readyAt, onTime: true, brokenPromise: null });
  });
});

describe('hand-over', () => {
  it('asks again about an odd odometer, and believes a second look', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    await makeReady(shop, id);
    expect(await codeOf(handOver(shop.advisor.client, id, 9_000))).toBe('VISIT.MILEAGE_ODD');
    const readings = () =>
      world.rows<{ state: string }>('SELECT state FROM mileage_reading WHERE vehicle_id = ? AND km = 9000', [
        guest.car.id,
      ]);
    expect(await readings()).toEqual([]);
    const done = await shop.advisor.client.workshop.handOver({
      params: { id },
      body: { lines: [], paidFen: 0, mileageKm: 9_000, mileageChecked: true },
    });
    expect(done.mileageKm).toBe(9_000);
    expect(await readings()).toEqual([{ state: 'accepted' }]);
  });

  it('numbers the work orders of a day one after the other, also when cars leave at once', async () => {
    const ids: string[] = [];
    for (let car = 0; car < 4; car += 1) {
      const { id } = await checkIn(foreign, await makeGuest(world, foreign));
      await makeReady(foreign, id);
      ids.push(id);
    }
    const done = await Promise.all(ids.map((id) => handOver(foreign.advisor.client, id)));
    expect(done.map((visit) => visit.bill?.orderNo).sort()).toEqual([
      'V2-20261118-0001',
      'V2-20261118-0002',
      'V2-20261118-0003',
      'V2-20261118-0004',
    ]);
  });

  it('closes a work order once when two people press at once', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    await makeReady(shop, id);
    const press = () => handOver(shop.advisor.client, id);
    expect(await outcomes([press(), press(), press()])).toEqual({
      done: 1,
      codes: ['VISIT.LOCKED', 'VISIT.LOCKED'],
    });
  });

  it('frees the car for its next visit', async () => {
    const guest = await makeGuest(world, shop);
    await wholeVisit(shop, guest);
    expect((await checkIn(shop, guest)).step).toBe('checked_in');
  });
});

describe('who may see and do what', () => {
  it('answers a foreign store and a foreign owner as if the visit did not exist', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    const params = { id };
    const other = foreign.advisor.client.workshop;
    expect(await codeOf(other.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(other.advance({ params, body: { step: 'in_work' } }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(other.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: true } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    expect(await codeOf(handOver(foreign.advisor.client, id))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(other.list({ query: { storeId: shop.store.id } }))).toBe('STORE.NOT_FOUND');
    expect(await codeOf(other.arrivals({ query: { storeId: shop.store.id, q: guest.car.plate } }))).toBe(
      'STORE.NOT_FOUND',
    );
    expect(await codeOf(other.checkIn({ body: { storeId: shop.store.id, vehicleId: guest.car.id } }))).toBe(
      'STORE.NOT_FOUND',
    );
    const stranger = await makeGuest(world, foreign);
    expect(await codeOf(stranger.owner.client.visit.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    expect((await stranger.owner.client.visit.list({ query: {} })).items).toEqual([]);
  });

  it('does not show or take in cars that another store looks after', async () => {
    const car = await makeVehicle(world, foreign.store.id, null);
    const desk = shop.advisor.client.workshop;
    const storeId = shop.store.id;
    expect((await desk.arrivals({ query: { storeId, q: car.plate } })).items).toEqual([]);
    expect(await codeOf(desk.checkIn({ body: { storeId, vehicleId: car.id } }))).toBe('VEHICLE.NOT_FOUND');
    const service = foreign.store.services.service;
    const { car: own } = await makeGuest(world, shop);
    expect(await codeOf(desk.checkIn({ body: { storeId, vehicleId: own.id, serviceId: service } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
  });

  it('lets a technician sign but not move or close, and refuses technicians of other stores', async () => {
    const { id } = await checkIn(shop, await makeGuest(world, shop));
    const params = { id };
    const mechanic = shop.technician.client.workshop;
    expect(await codeOf(mechanic.advance({ params, body: { step: 'in_work' } }))).toBe('AUTH.FORBIDDEN');
    expect(await codeOf(handOver(shop.technician.client, id))).toBe('AUTH.FORBIDDEN');
    const assign = { step: 'in_work' as const, technicianId: foreign.technician.id };
    expect(await codeOf(shop.advisor.client.workshop.advance({ params, body: assign }))).toBe(
      'REQUEST.INVALID',
    );
    expect((await mechanic.detail({ params })).step).toBe('checked_in');
  });

  it('lists the cars that are here, and the visits of a day', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await checkIn(shop, guest);
    const list = async (on?: string) => {
      const query = { storeId: shop.store.id, ...(on ? { on } : {}) };
      return (await shop.advisor.client.workshop.list({ query })).items.map((visit) => visit.id);
    };
    expect(await list()).toContain(id);
    await makeReady(shop, id);
    await handOver(shop.advisor.client, id);
    expect(await list()).not.toContain(id);
    expect(await list('2026-11-18')).toContain(id);
    expect(await list('2026-11-17')).toEqual([]);
  });
});
