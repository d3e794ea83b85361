import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestStaff } from '../support/factories.js';
import { uploadPhoto } from '../support/photos.js';
import { codeOf, makeGuest, makeWorkshop, outcomes, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;
let foreign: TestWorkshop;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'V1');
  foreign = await makeWorkshop(world, 'V2');
});
afterAll(() => world?.stop());

const photo = (who: TestStaff) => uploadPhoto(world, who);

describe('loaner cars', () => {
  const car = async (code: string) =>
    (
      await shop.manager.client.loaner.saveCar({
        params: { id: shop.store.id, code },
        body: { plate: '晋A12345', model: '凯美瑞', active: true },
      })
    ).id;

  it('are lent once a day to one person, whoever asks at the same moment', async () => {
    const carId = await car('L1');
    const guest = await makeGuest(world, shop);
    const book = (from: string, to: string) =>
      shop.advisor.client.loaner.book({ body: { carId, ownerId: guest.owner.ownerId, from, to } });
    const race = await outcomes([
      book('2026-11-20', '2026-11-22'),
      book('2026-11-22', '2026-11-23'),
      book('2026-11-21', '2026-11-22'),
    ]);
    expect(race.done).toBe(1);
    expect(race.codes).toEqual(['LOANER.TAKEN', 'LOANER.TAKEN']);
    expect(await codeOf(book('2026-11-25', '2026-11-24'))).toBe('STORE.PERIOD_INVALID');
    const query = { storeId: shop.store.id, from: '2026-11-01', to: '2026-11-30' };
    const [shown] = (await shop.advisor.client.loaner.calendar({ query })).items;
    expect(shown?.loans).toHaveLength(1);
    const loan = shown?.loans[0]?.id ?? '';
    await shop.advisor.client.loaner.cancel({ params: { id: loan } });
    await book('2026-11-22', '2026-11-23');
  });

  it('leave and come back with km, fuel and photos, and free the days that are left', async () => {
    const carId = await car('L2');
    const guest = await makeGuest(world, shop);
    const desk = shop.advisor.client.loaner;
    const who = { carId, ownerId: guest.owner.ownerId };
    const { id } = await desk.book({ body: { ...who, from: '2026-11-18', to: '2026-11-25' } });
    const params = { id };
    const photoId = await photo(shop.advisor);
    const gauges = { km: 1_000, fuelEighths: 8, photoIds: [photoId] };
    expect(await codeOf(desk.takeBack({ params, body: gauges }))).toBe('LOANER.STATE');
    const taps = [desk.handOut({ params, body: gauges }), desk.handOut({ params, body: gauges })];
    expect(await outcomes(taps)).toMatchObject({ done: 1 });
    expect(await desk.detail({ params })).toMatchObject({ state: 'out', out: { photos: [{ id: photoId }] } });
    const [mine] = (await guest.owner.client.loaner.mine()).items;
    expect(mine).toMatchObject({
      id,
      plate: '晋A12345',
      state: 'out',
      from: '2026-11-18',
      outFuelEighths: 8,
    });
    expect(mine?.storeName).not.toBe('');
    expect(await codeOf(desk.takeBack({ params, body: { km: 900, fuelEighths: 4 } }))).toBe('LOANER.KM');
    await desk.takeBack({ params, body: { km: 1_150, fuelEighths: 4 } });
    expect((await guest.owner.client.loaner.mine()).items).toEqual([]);
    await desk.book({ body: { ...who, from: '2026-11-19', to: '2026-11-20' } });
    expect(await codeOf(foreign.advisor.client.loaner.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    const stranger = await makeGuest(world, foreign);
    const theirs = { body: { carId, ownerId: stranger.owner.ownerId, from: '2026-11-28', to: '2026-11-28' } };
    expect(await codeOf(desk.book(theirs))).toBe('REQUEST.NOT_FOUND');
  });
});
