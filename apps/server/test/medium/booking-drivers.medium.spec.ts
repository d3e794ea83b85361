import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '../support/booking-crowd.js';
import { makeGuest, makeWorkshop, outcomes, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'P1');
});
afterAll(() => world?.stop());

/** A store with one of what the service takes, and advisors enough; returns the ids. */
async function offer(kind: 'pick_up' | 'test_drive', bayKind: 'driver' | 'test_drive') {
  const { client } = shop.manager;
  const code = kind === 'pick_up' ? 'E1' : 'F1';
  const params = { id: shop.store.id, code };
  await client.store.saveBay({ params, body: { name: code, kind: bayKind, active: true } });
  const store = await client.store.saveService({
    params,
    body: {
      ...{ kind, name: kind, bayKind, minutes: 60, active: true },
      ...{ promiseMinutes: null, priceFromFen: 0 },
    },
  });
  return {
    serviceId: store.services.find((service) => service.code === code)?.id ?? '',
    bayId: store.bays.find((bay) => bay.code === code)?.id ?? '',
  };
}

describe.each([
  ['pick_up', 'driver', '长风街 88 号地下二层'],
  ['test_drive', 'test_drive', ''],
] as const)('a booking of kind %s', (kind, bayKind, note) => {
  it('takes its driver or demo car through the gate of all bookings, and gives it back', async () => {
    const { serviceId, bayId } = await offer(kind, bayKind);
    const guests = await Promise.all([1, 2, 3, 4].map(() => makeGuest(world, shop)));
    const at = { from: '2026-11-20', to: '2026-11-20' };
    const slots = await shop.advisor.client.staffBooking.slots({
      query: { storeId: shop.store.id, serviceId, from: at.from, days: 1 },
    });
    const startsAt = slots.firstFreeAt ?? '';
    const wish = { storeId: shop.store.id, serviceId, startsAt, advisorId: null, note };
    const book = (index: number) => {
      const guest = guests[index];
      if (!guest) throw new Error('four guests');
      return guest.owner.client.booking.create({ body: { ...wish, vehicleId: guest.car.id } });
    };
    const { done, codes } = await outcomes([0, 1, 2].map(book));
    expect([done, new Set(codes)]).toEqual([1, new Set(['BOOKING.SLOT_FULL'])]);
    expect(await checkBooks(world)).toEqual([]);
    const { bookings } = await shop.advisor.client.staffBooking.board({
      query: { storeId: shop.store.id, on: at.from },
    });
    const mine = bookings.find((booking) => booking.serviceId === serviceId);
    expect(mine).toMatchObject({ bayId, note });
    await shop.advisor.client.staffBooking.cancel({
      params: { id: mine?.id ?? '' },
      body: { reason: '车主改了主意' },
    });
    expect((await book(3)).state).toBe('requested');
  });
});

describe('a driver', () => {
  it('is told where the car stands, by owners and staff alike', async () => {
    const { serviceId } = await offer('pick_up', 'driver');
    const { owner, car } = await makeGuest(world, shop);
    const query = { storeId: shop.store.id, serviceId, from: '2026-11-21', days: 1 };
    const { firstFreeAt } = await shop.advisor.client.staffBooking.slots({ query });
    const body = {
      ...{ storeId: shop.store.id, serviceId, vehicleId: car.id, advisorId: null },
      startsAt: firstFreeAt ?? '',
      note: ' ',
    };
    const refused = { code: 'REQUEST.INVALID', fields: [{ path: 'note' }] };
    await expect(owner.client.booking.create({ body })).rejects.toMatchObject(refused);
    const staffBody = { ...body, ownerId: owner.ownerId };
    await expect(shop.advisor.client.staffBooking.create({ body: staffBody })).rejects.toMatchObject(refused);
  });

  it('who is away fetches nobody', async () => {
    const { serviceId, bayId } = await offer('pick_up', 'driver');
    const hours = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
    await shop.manager.client.store.closeBay({ body: { bayId, ...hours, reason: '司机休假' } });
    const query = { storeId: shop.store.id, serviceId, from: '2026-11-22', days: 1 };
    const { days } = await shop.advisor.client.staffBooking.slots({ query });
    expect(days[0]?.freeCount).toBe(0);
  });
});
