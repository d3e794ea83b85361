import { type StaffRole, staffRoles } from '@cheban/contracts';
import { allRoutes } from './any-route.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from './factories.js';
import { makeGuest, makeWorkshop, wholeVisit } from './visits.js';
import type { World } from './world.js';

/** Somebody of every role in one store, an owner there, and another store full of things that are not theirs. */
export interface Strangers {
  mine: TestStore;
  theirs: TestStore;
  owner: TestOwner;
  staff: Map<StaffRole, TestStaff>;
  /** Ids of things in the other store or of the other owner, by route. */
  foreign: Map<string, string>;
}

export async function makeStrangers(world: World): Promise<Strangers> {
  const staff: Strangers['staff'] = new Map();
  const foreign: Strangers['foreign'] = new Map();
  const mine = await makeStore(world, { code: 'S1' });
  const shop = await makeWorkshop(world, 'S2');
  const theirs = shop.store;
  for (const role of staffRoles) {
    staff.set(
      role,
      await makeStaff(world, role, role === 'admin' || role === 'group' ? [] : [mine.id], `mine-${role}`),
    );
  }
  const owner = await makeOwner(world);
  await makeVehicle(world, mine.id, owner.ownerId);
  const guest = await makeGuest(world, shop);
  const taken = {
    storeId: theirs.id,
    vehicleId: guest.car.id,
    serviceId: theirs.services.service,
    advisorId: null,
    note: '',
  };
  await guest.owner.client.booking.create({ body: { ...taken, startsAt: '2026-11-18T06:00:00.000Z' } });
  const visitId = await wholeVisit(shop, guest);
  await guest.owner.client.visit.rate({
    params: { id: visitId },
    body: { stars: 1, nps: 0, text: '不满意' },
  });
  await world.settle();
  const [message] = await world.rows<{ id: string }>('SELECT id FROM message WHERE owner_id = ? LIMIT 1', [
    guest.owner.ownerId,
  ]);
  const [complaint] = await world.rows<{ id: string }>('SELECT id FROM complaint_case WHERE store_id = ?', [
    theirs.id,
  ]);
  const [booking] = await world.rows<{ id: string }>('SELECT id FROM booking WHERE store_id = ?', [
    theirs.id,
  ]);
  const stranger = await makeStaff(world, 'advisor', [theirs.id], 'stranger');
  const ids: [RegExp, string | undefined][] = [
    [/^(booking|staffBooking)\./, booking?.id],
    [/^(visit|workshop)\./, visitId],
    [/^(message|delivery)\./, message?.id],
    [/^customer\.(detail|timeline|unmask)/, guest.owner.ownerId],
    [/^owner\./, guest.car.id],
    [/^case\./, complaint?.id],
    [/^store\./, theirs.id],
    [/^team\./, stranger.id],
  ];
  for (const { routeId, route } of allRoutes) {
    if (!route.path.includes(':id')) continue;
    const found = ids.find(([pattern]) => pattern.test(routeId))?.[1];
    if (found) foreign.set(routeId, found);
  }
  return { mine, theirs, owner, staff, foreign };
}
