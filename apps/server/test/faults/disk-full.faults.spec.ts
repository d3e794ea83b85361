import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tap } from '../support/campaigns.js';
import { makeGrabbers } from '../support/packet-crowd.js';
import { eventually } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import { book, makeBookingStore, makePeople, wrongWith } from './support/booking-people.js';
import { makeCrowd, planCrowd } from './support/crowd.js';
import { canMount, mountSmallDisk, type SmallDisk } from './support/full-disk.js';
import { expectWhole, grabAll, openScene, standOn, tidyScenes } from './support/packet-scene.js';
import { canStart, type PrivateService, privateDatabase, privateRedis } from './support/private-services.js';
import { FIRST_SEED, LONG, pause } from './support/random.js';

const LONG_MS = 600_000;
const DATABASE_MB = 320;
const REDIS_MB = 8;
const PEOPLE = 80;

tidyScenes();
let disk: SmallDisk | undefined;
let database: PrivateService | undefined;
let world: World | undefined;
const given = process.env.DATABASE_URL;
afterEach(async () => {
  vi.restoreAllMocks();
  disk?.free();
  await world?.stop();
  await database?.clear();
  [world, database] = [undefined, undefined];
  process.env.DATABASE_URL = given;
  disk?.remove();
  disk = undefined;
});

/** A store on a database whose disk is full, and people who want to book there. */
async function openFull() {
  disk = mountSmallDisk(DATABASE_MB);
  database = await privateDatabase(disk.path);
  await database.start();
  process.env.DATABASE_URL = database.url;
  world = await startWorld({ worker: 'none' });
  const store = await makeBookingStore(world);
  const people = await makePeople(world, store, PEOPLE / 2, 0);
  people.push(...(await makePeople(world, store, PEOPLE / 2, 1)));
  const crowd = await makeCrowd(world, 1_000);
  disk.fill();
  // What the engine had in store is used up too, until it takes no more.
  const full = world;
  let refused = '';
  for (let round = 0; refused === '' && round < 200; round += 1)
    await planCrowd(full, store, crowd).catch((error: { code?: string; driverError?: { code?: string } }) => {
      refused = String(error.driverError?.code ?? error.code);
    });
  return { world: full, store, people, disk, refused };
}

describe.runIf(LONG && canMount && canStart.database)('a database whose disk is full (E15)', () => {
  it(
    `refuses with "try again", says yes to nothing it does not keep, and takes everything when there is room (seed ${FIRST_SEED})`,
    async () => {
      const { world, store, people, disk, refused } = await openFull();
      expect(refused).toBe('ER_RECORD_FILE_FULL');
      const statuses = await Promise.all(people.map((person) => book(world, store, person)));
      expect(statuses.filter((status) => status >= 300 && status !== 503)).toEqual([]);
      expect(await wrongWith(world, people)).toEqual([]);
      disk.free();
      for (const person of people.filter(({ bookingId }) => bookingId === null))
        await eventually(
          () => book(world, store, person),
          (status) => status < 300,
        );
      expect(await wrongWith(world, people)).toEqual([]);
      const [row] = await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM booking');
      expect(Number(row?.n)).toBe(PEOPLE);
    },
    LONG_MS,
  );

  it(
    'is caught when a write that was refused is taken for done',
    async () => {
      const { world, store, people } = await openFull();
      const run = world.uow.run.bind(world.uow);
      // The broken variant: the booking is undone, as a full disk would, and the answer says it is there.
      vi.spyOn(world.uow, 'run').mockImplementation(async (work) => {
        let result: unknown;
        await run(async (tx) => {
          result = await work(tx);
          throw new Error('full');
        }).catch(() => {});
        return result as never;
      });
      for (const person of people.slice(0, 4)) await book(world, store, person);
      vi.restoreAllMocks();
      expect((await wrongWith(world, people)).join()).toContain('was answered and is lost');
    },
    LONG_MS,
  );
});

describe.runIf(LONG && canMount && canStart.redis)('a Redis whose disk is full (E15)', () => {
  it(
    'refuses taps with "try again", and every packet finds its winner when there is room',
    async () => {
      disk = mountSmallDisk(REDIS_MB);
      await standOn('REDIS_URL', await privateRedis('--dir', disk.path));
      const scene = await openScene();
      const admin = new Redis(scene.world.config.redisUrl);
      disk.fill();
      // The log is written once a second; from the first write that fails on nothing is taken.
      const taken = await eventually(
        () => admin.set('cheban-full', 'x'.repeat(64 * 1024)).catch(() => 'refused'),
        (answer) => answer === 'refused',
        400,
      );
      expect(taken).toBe('refused');
      const [one] = await makeGrabbers(scene.desk, scene.id, 1);
      if (!one) throw new Error('nobody came');
      const answer = await tap(scene.world, one.token, scene.id, one.ticket);
      expect([answer.status, answer.body.error]).toMatchObject([503, { code: 'CAMPAIGN.BUSY' }]);
      const taps = grabAll(scene);
      await pause(500);
      disk.free();
      await expectWhole(scene, await taps);
      admin.disconnect();
    },
    LONG_MS,
  );
});
