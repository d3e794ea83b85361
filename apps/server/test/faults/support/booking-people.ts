/** People who book over HTTP while something breaks, each with one key however often they ask. */
import { randomUUID } from 'node:crypto';
import { addDays, atShanghai, MINUTE_MS } from '@cheban/kernel';
import { checkBooks } from '../../support/booking-crowd.js';
import { call } from '../../support/clients.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestStore } from '../../support/factories.js';
import { eventually } from '../../support/sending.js';
import type { World } from '../../support/world.js';

/** As many as want each slot. */
const BAYS = 5;
const TODAY = '2026-11-18';
/** An hour each, one after the other: whoever comes first leaves a place for the others. */
const SLOTS_A_DAY = 8;

/** Somebody who wants one slot and asks for it with one key, however often. */
export interface BookingPerson {
  token: string;
  vehicleId: string;
  key: string;
  startsAt: string;
  /** What was answered with 2xx. */
  bookingId: string | null;
}

/** A store whose every slot has as many places as people who want it. */
export async function makeBookingStore(world: World): Promise<TestStore> {
  const store = await makeStore(world, { bays: BAYS });
  for (let index = 0; index < BAYS; index += 1)
    await makeStaff(world, 'advisor', [store.id], `advisor-${index}`);
  return store;
}

/** People who each want a slot that is free; those of another round want those of another day. */
export async function makePeople(
  world: World,
  store: TestStore,
  size: number,
  round: number,
): Promise<BookingPerson[]> {
  const people: BookingPerson[] = [];
  for (let index = 0; index < size; index += 1) {
    const owner = await makeOwner(world);
    const { id } = await makeVehicle(world, store.id, owner.ownerId);
    const slot = index % SLOTS_A_DAY;
    const at = atShanghai(addDays(TODAY, 1 + round), '08:30') + slot * 60 * MINUTE_MS;
    const startsAt = new Date(at).toISOString();
    people.push({ token: owner.token, vehicleId: id, key: randomUUID(), startsAt, bookingId: null });
  }
  return people;
}

export const bookingOf = (store: TestStore, { vehicleId, startsAt }: BookingPerson) => ({
  ...{ vehicleId, storeId: store.id, serviceId: store.services.service, startsAt },
  ...{ advisorId: null, note: '' },
});

export async function book(world: World, store: TestStore, person: BookingPerson): Promise<number> {
  const answer = await call(world.api, 'POST', '/owner/bookings', {
    token: person.token,
    headers: { 'idempotency-key': person.key },
    body: bookingOf(store, person),
  });
  if (answer.status < 300) person.bookingId = String(answer.body.id);
  return answer.status;
}

/** Answers of 2xx that the books do not have, and whatever else is wrong with them. */
export async function wrongWith(world: World, people: readonly BookingPerson[]): Promise<string[]> {
  const rows = await eventually(
    () =>
      world
        .rows<{ id: string; vehicleId: string }>('SELECT id, open_vehicle_id AS vehicleId FROM booking')
        .catch(() => null),
    (found) => found !== null,
  );
  const kept = new Map((rows ?? []).map(({ id, vehicleId }) => [id, vehicleId]));
  const lost = people.flatMap(({ bookingId, vehicleId }) =>
    bookingId !== null && kept.get(bookingId) !== vehicleId ? [`${bookingId} was answered and is lost`] : [],
  );
  return [...lost, ...(await checkBooks(world))];
}
