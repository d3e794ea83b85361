import type { ApiClient } from '@cheban/api-client';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestVehicle,
} from './factories.js';
import type { World } from './world.js';

export const GOOD_WHEELS = (['front_left', 'front_right', 'rear_left', 'rear_right'] as const).map(
  (wheel) => ({
    wheel,
    foundKpa: 230,
    setKpa: 230,
    treadMm: 6.5,
    padMm: 8.5,
  }),
);

/** A store with an advisor, a technician and a manager. */
export async function makeWorkshop(world: World, code: string) {
  const store = await makeStore(world, { code });
  const login = (role: string) => `${role}-${code.toLowerCase()}`;
  return {
    store,
    advisor: await makeStaff(world, 'advisor', [store.id], login('advisor')),
    technician: await makeStaff(world, 'technician', [store.id], login('technician')),
    manager: await makeStaff(world, 'manager', [store.id], login('manager')),
  };
}
export type TestWorkshop = Awaited<ReturnType<typeof makeWorkshop>>;

export interface Guest {
  owner: TestOwner;
  car: TestVehicle;
}

/** An owner with a car of the workshop's store. */
export async function makeGuest(world: World, shop: TestWorkshop): Promise<Guest> {
  const owner = await makeOwner(world);
  const car = await makeVehicle(world, shop.store.id, owner.ownerId, {
    soldOn: '2025-01-10',
    lastServiceOn: '2026-06-01',
    readings: [
      { on: '2025-06-01', km: 5_000 },
      { on: '2025-12-01', km: 10_000 },
      { on: '2026-06-01', km: 15_000 },
    ],
  });
  return { owner, car };
}

/** Checks a walk-in car in for a periodic service. */
export function checkIn(shop: TestWorkshop, guest: Guest) {
  return shop.advisor.client.workshop.checkIn({
    body: { storeId: shop.store.id, vehicleId: guest.car.id, serviceId: shop.store.services.service },
  });
}

/** Takes a visit from check-in to ready with a signed report. */
export async function makeReady(shop: TestWorkshop, visitId: string): Promise<void> {
  const params = { id: visitId };
  await shop.advisor.client.workshop.advance({ params, body: { step: 'in_work' } });
  await shop.technician.client.workshop.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: true } });
  await shop.advisor.client.workshop.advance({ params, body: { step: 'ready' } });
}

export function handOver(client: ApiClient, visitId: string, mileageKm = 20_000) {
  const lines = [{ name: '机油保养', kind: 'labour' as const, quantity: 1, amountFen: 39_900 }];
  return client.workshop.handOver({ params: { id: visitId }, body: { lines, paidFen: 39_900, mileageKm } });
}

/** A whole visit, handed over; returns its id. */
export async function wholeVisit(shop: TestWorkshop, guest: Guest): Promise<string> {
  const { id } = await checkIn(shop, guest);
  await makeReady(shop, id);
  await handOver(shop.advisor.client, id);
  return id;
}

/** Types of the events that a visit has told the other rooms, in order. */
export async function visitEvents(world: World, visitId: string): Promise<string[]> {
  const rows = await world.rows<{ type: string }>(
    'SELECT type FROM outbox_event WHERE payload LIKE ? ORDER BY seq',
    [`%${visitId}%`],
  );
  return rows.map((row) => row.type);
}

/** The error code of a call that must fail. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  throw new Error('The call should have failed');
}

/** How many calls succeeded, and the codes of the others. */
export async function outcomes(calls: Promise<unknown>[]): Promise<{ done: number; codes: string[] }> {
  const settled = await Promise.allSettled(calls);
  const codes = settled.flatMap((one) =>
    one.status === 'rejected' ? [String((one.reason as { code?: string }).code ?? one.reason)] : [],
  );
  return { done: settled.length - codes.length, codes };
}

/** A visit that its owner was unhappy with, and the complaint case that it opened. */
export async function complain(world: World, shop: TestWorkshop) {
  const guest = await makeGuest(world, shop);
  const visitId = await wholeVisit(shop, guest);
  await guest.owner.client.visit.rate({ params: { id: visitId }, body: { stars: 1, nps: 1 } });
  const [row] = await world.rows<{ id: string }>('SELECT id FROM complaint_case WHERE visit_id = ?', [
    visitId,
  ]);
  // Steps of a case are sorted by time, and the clock of a test stands still.
  world.clock.advance(1_000);
  return { guest, visitId, caseId: row?.id ?? '' };
}
