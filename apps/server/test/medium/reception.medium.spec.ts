import { calledTail } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIn, codeOf, makeGuest, makeReady, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

describe('the screen of the reception', () => {
  let world: World;
  let shop: TestWorkshop;
  let foreign: TestWorkshop;
  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    shop = await makeWorkshop(world, 'T1');
    foreign = await makeWorkshop(world, 'T2');
    // The screen is left on over night.
    await world.rows("UPDATE session SET access_until = '2030-01-01'");
  });
  afterAll(() => world?.stop());

  const look = (who = shop.technician) =>
    who.client.staffBooking.reception({ query: { storeId: shop.store.id } });

  it('shows who is still to come, who is in work and who is ready, and nobody by name, phone or plate', async () => {
    const [coming, inWork, ready] = [
      await makeGuest(world, shop),
      await makeGuest(world, shop),
      await makeGuest(world, shop),
    ];
    const startsAt = new Date(world.clock.now() + 3 * 3_600_000).toISOString();
    await shop.advisor.client.staffBooking.create({
      body: {
        ...{ ownerId: coming.owner.ownerId, vehicleId: coming.car.id, storeId: shop.store.id },
        ...{ serviceId: shop.store.services.service, advisorId: null, startsAt, note: '' },
      },
    });
    await checkIn(shop, inWork);
    const { id } = await checkIn(shop, ready);
    await makeReady(shop, id);

    const view = await look();
    const tailOf = ({ car }: { car: { plate: string } }) => calledTail(car.plate);
    expect(view.arrivals).toMatchObject([{ tail: tailOf(coming), at: startsAt, late: false }]);
    expect(view.inWork).toMatchObject([{ tail: tailOf(inWork), step: 'checked_in' }]);
    expect(view.ready).toMatchObject([{ tail: tailOf(ready) }]);
    // Nothing else stands in a row: no name can.
    expect(Object.keys(view.ready[0] ?? {})).toEqual(['tail', 'service', 'advisorName']);
    expect(Object.keys(view.arrivals[0] ?? {}).sort()).toEqual([
      'advisorName',
      'at',
      'late',
      'service',
      'tail',
    ]);
    const text = JSON.stringify(view);
    for (const { owner, car } of [coming, inWork, ready])
      for (const secret of [owner.phone, owner.ownerId, car.plate, car.id, car.vin])
        expect(text).not.toContain(secret);

    // The day turns: who did not come is not expected any more, cars stay until they are handed over.
    world.clock.advance(24 * 3_600_000);
    expect(await look()).toMatchObject({ arrivals: [], inWork: [{ late: true }], ready: [{}] });
  });

  it('is one store’s', async () => {
    expect(await codeOf(look(foreign.advisor))).toBe('STORE.NOT_FOUND');
  });
});
