import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestStore } from '../support/factories.js';
import { eventually } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import {
  type BookingPerson,
  book,
  makeBookingStore,
  makePeople,
  wrongWith,
} from './support/booking-people.js';
import { canStart, type PrivateService, privateDatabase } from './support/private-services.js';
import { createRandom, FIRST_SEED, pause } from './support/random.js';

const KILLS = Number(process.env.FAULT_DATABASE_KILLS ?? 3);
const PEOPLE = 40;
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

async function open(): Promise<{ world: World; store: TestStore; database: PrivateService }> {
  database = await privateDatabase();
  await database.start();
  process.env.DATABASE_URL = database.url;
  world = await startWorld({ worker: 'none' });
  return { world, store: await makeBookingStore(world), database };
}

describe.skipIf(!canStart.database)('MariaDB killed in the middle of bookings', () => {
  it(
    `keeps every booking that was answered, and takes the others when they are sent again: ${KILLS} kills`,
    async () => {
      const { world, store, database } = await open();
      const random = createRandom(FIRST_SEED);
      const everybody: BookingPerson[] = [];
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
      let kill = () => {};
      const killed = new Promise<void>((resolve) => {
        kill = resolve;
      });
      // The broken variant: the answer goes out while the transaction is still open.
      vi.spyOn(world.uow, 'run').mockImplementation(
        (work) =>
          new Promise((resolve, reject) => {
            run(async (tx) => {
              const result = await work(tx);
              resolve(result);
              await killed;
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
      kill();
      await Promise.all(sent);
      vi.restoreAllMocks();
      await database.start();
      expect((await wrongWith(world, people)).join()).toContain('was answered and is lost');
    },
    LONG_MS,
  );
});
