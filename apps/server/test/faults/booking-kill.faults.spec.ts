import { randomUUID } from 'node:crypto';
import { addDays, atShanghai, MINUTE_MS } from '@cheban/kernel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkBooks } from '../support/booking-crowd.js';
import { call } from '../support/clients.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { eventually } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import { canStart, type PrivateService, privateDatabase } from './support/private-services.js';
import { createRandom, FIRST_SEED, pause } from './support/random.js';

const KILLS = Number(process.env.FAULT_DATABASE_KILLS ?? 3);
const PEOPLE = 40;
/** As many as want each slot. */
const BAYS = 5;
const TODAY = '2026-11-18';
/** An hour each, one after the other: whoever comes first leaves a place for the others. */
const SLOTS_A_DAY = 8;
/** A slow machine may take this long. */
const LONG_MS = 600_000;

let world: World | undefined;
let database: PrivateService | undefined;
const given = process.env.DATABASE_URL;

afterEach(async () => {
  vi.restoreAllMocks();
  await world?.stop();
  await database?.clear();
  [world, database] = [undefined, undefined];
  process.env.DATABASE_URL = given;
});

/** Somebody who wants one slot and asks for it with one key, however often. */
interface Person {
  token: string;
  vehicleId: string;
  key: string;
  startsAt: string;
  /** What was answered with 2xx. */
  bookingId: string | null;
}

async function open(): Promise<{ world: World; store: TestStore; database: PrivateService }> {
  database = await privateDatabase();
  await database.start();
  process.env.DATABASE_URL = database.url;
  world = await startWorld({ worker: 'none' });
  const store = await makeStore(world, { bays: BAYS });
  for (let index = 0; index < BAYS; index += 1)
    await makeStaff(world, 'advisor', [store.id], `advisor-${index}`);
  return { world, store, database };
}

/** People who each want a slot that is free; those of another round want those of another day. */
async function makePeople(world: World, store: TestStore, size: number, round: number): Promise<Person[]> {
  const people: Person[] = [];
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

async function book(world: World, store: TestStore, person: Person): Promise<number> {
  const { token, vehicleId, key, startsAt } = person;
  const answer = await call(world.api, 'POST', '/owner/bookings', {
    token,
    headers: { 'idempotency-key': key },
    body: {
      ...{ vehicleId, storeId: store.id, serviceId: store.services.service, startsAt },
      ...{ advisorId: null, note: '' },
    },
  });
  if (answer.status < 300) person.bookingId = String(answer.body.id);
  return answer.status;
}

/** Answers of 2xx that the books do not have, and whatever else is wrong with them. */
async function wrongWith(world: World, people: readonly Person[]): Promise<string[]> {
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

describe.skipIf(!canStart.database)('MariaDB killed in the middle of bookings', () => {
  it(
    `keeps every booking that was answered, and takes the others when they are sent again: ${KILLS} kills`,
    async () => {
      const { world, store, database } = await open();
      const random = createRandom(FIRST_SEED);
      const everybody: Person[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const people = await makePeople(world, store, PEOPLE, kill);
        everybody.push(...people);
        const answered = () => people.filter(({ bookingId }) => bookingId !== null).length;
        const sent = people.map((person) => book(world, store, person));
        await eventually(
          async () => answered(),
          (count) => count > 0,
        );
        await pause(random() * 60);
        await database.kill();
        const before = answered();
        const statuses = await Promise.all(sent);
        // Nobody is told that it did not work for another reason than that the server is away.
        expect(statuses.filter((status) => status >= 300 && status !== 503)).toEqual([]);
        await database.start();
        expect(await wrongWith(world, everybody), `seed ${FIRST_SEED}, ${before} answered`).toEqual([]);

        for (const person of people.filter(({ bookingId }) => bookingId === null))
          await eventually(
            () => book(world, store, person),
            (status) => status < 300,
          );
        expect(await wrongWith(world, everybody)).toEqual([]);
      }
      const [row] = await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM booking');
      expect(Number(row?.n)).toBe(PEOPLE * KILLS);
    },
    LONG_MS,
  );

  it(
    'is caught when it answers before it has committed',
    async () => {
      const { world, store, database } = await open();
      const people = await makePeople(world, store, 4, 0);
      const run = world.uow.run.bind(world.uow);
      // The broken variant: the answer goes out while the transaction is still open.
      vi.spyOn(world.uow, 'run').mockImplementation(
        (work) =>
          new Promise((resolve, reject) => {
            run(async (tx) => {
              const result = await work(tx);
              resolve(result);
              await pause(3_000);
              return result;
            }).catch(reject);
          }),
      );
      const sent = people.map((person) => book(world, store, person));
      await eventually(
        async () => people.filter(({ bookingId }) => bookingId !== null).length,
        (count) => count > 0,
      );
      await database.kill();
      await Promise.all(sent);
      vi.restoreAllMocks();
      await database.start();
      expect((await wrongWith(world, people)).join()).toContain('was answered and is lost');
    },
    LONG_MS,
  );
});
