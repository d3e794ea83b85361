import { mkdir, rm } from 'node:fs/promises';
import { DAY_MS } from '@cheban/kernel';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { makeStore } from '../support/factories.js';
import { eventually } from '../support/sending.js';
import { NOON, startWorld, type World, type WorldOptions } from '../support/world.js';
import { type Books, checkBooks, countStates, readBooks } from './support/books.js';
import { installMarkedTemplates, makeCrowd, planCrowd } from './support/crowd.js';
import { canStart, type PrivateService, privateDatabase, privateRedis } from './support/private-services.js';
import { createRandom, FIRST_SEED, pause } from './support/random.js';

const PLANNED = Number(process.env.FAULT_PLANNED ?? 100_000);
const DUE = 1_000;
const KILLS = Number(process.env.FAULT_DATABASE_KILLS ?? 3);
/** A slow machine may take this long. */
const LONG_MS = 300_000;

let world: World | undefined;
let service: PrivateService | undefined;
const given = { database: process.env.DATABASE_URL, redis: process.env.REDIS_URL };

afterEach(async () => {
  await world?.stop();
  await service?.clear();
  [world, service] = [undefined, undefined];
  process.env.DATABASE_URL = given.database;
  process.env.REDIS_URL = given.redis;
});

async function open(
  options: WorldOptions,
): Promise<{ world: World; store: Awaited<ReturnType<typeof makeStore>> }> {
  world = await startWorld(options);
  const store = await makeStore(world);
  await installMarkedTemplates(world);
  return { world, store };
}

const delivered = (books: Books, marks: readonly string[]) => {
  const told = new Set(books.delivered.map(({ mark }) => mark));
  return marks.filter((mark) => told.has(mark)).length;
};

describe.skipIf(!canStart.redis)('Redis wiped (E6)', () => {
  it(
    `loses none of ${PLANNED} planned messages; sending goes on by itself`,
    async () => {
      service = await privateRedis();
      await service.start();
      process.env.REDIS_URL = service.url;
      const { world, store } = await open({ worker: 'live' });
      const crowd = await makeCrowd(world, DUE);
      const later: string[] = [];
      for (let planned = 0; planned < PLANNED; planned += DUE)
        later.push(...(await planCrowd(world, store, crowd, { notBefore: NOON + DAY_MS })).marks);
      const due = await planCrowd(world, store, crowd);

      await service.kill();
      await rm(service.dataDir, { recursive: true, force: true });
      await mkdir(service.dataDir);
      await pause(500);
      await service.start();

      // No ring, no job, no help: the worker finds what is due in the database, with a token it asks for anew.
      await eventually(
        () => {
          // Time goes on: what waits for its next try, or for a claim to lapse, comes to it.
          world.clock.advance(1_000);
          return world.rows<{ n: string }>(
            "SELECT COUNT(*) AS n FROM message WHERE not_before < ? AND state IN ('planned', 'held', 'sending')",
            [new Date(NOON + DAY_MS / 2)],
          );
        },
        ([row]) => Number(row?.n) === 0,
        2_000,
      );
      const books = await readBooks(world);
      expect(delivered(books, due.marks)).toBe(DUE);
      const known = new Set(books.intents.map(({ mark }) => mark));
      expect(later.filter((mark) => !known.has(mark))).toEqual([]);
      const waiting = books.intents.filter(({ state }) => state === 'planned');
      expect(waiting).toHaveLength(later.length);
      const gone = { ...books, intents: books.intents.filter(({ state }) => state !== 'planned') };
      expect(checkBooks(gone, { planned: due.marks, inFlight: 0 })).toEqual([]);
    },
    LONG_MS,
  );

  it('is caught when the plan lives in Redis only', async () => {
    service = await privateRedis();
    await service.start();
    const redis = new Redis(service.url);
    await redis.rpush('plan', 'm1', 'm2', 'm3');
    redis.disconnect();
    await service.kill();
    await rm(service.dataDir, { recursive: true, force: true });
    await mkdir(service.dataDir);
    await service.start();
    const again = new Redis(service.url);
    const left = await again.lrange('plan', 0, -1);
    again.disconnect();
    const books: Books = {
      intents: left.map((mark) => ({
        ...{ id: mark, mark, ownerId: mark, class: 'service' },
        ...{ state: 'delivered', channel: 'inbox', why: '' },
      })),
      delivered: [],
      credits: [],
      caps: [],
    };
    const wrong = checkBooks(books, { planned: ['m1', 'm2', 'm3'], inFlight: 0 });
    expect(wrong).toEqual(['absent from the books: m1, m2, m3']);
  });
});

describe.skipIf(!canStart.database)('MariaDB killed and started again in the middle of a batch (E11)', () => {
  /**
   * Sends a batch while the database is killed at random points.
   * @param afterKill what a broken variant does; WeChat's events would settle what it spoils, so they do not come then
   */
  async function killDatabase(kills: number, afterKill?: (world: World) => Promise<unknown>) {
    service = await privateDatabase();
    await service.start();
    process.env.DATABASE_URL = service.url;
    const { world, store } = await open({ worker: 'none' });
    world.simulator.world.settings.pushes.subscribeSent = afterKill === undefined;
    const random = createRandom(FIRST_SEED);
    const crowd = await makeCrowd(world, kills * 1_500);
    const { marks } = await planCrowd(world, store, crowd);
    let inFlight = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const calls = async () =>
        (await world.phones.calls('subscribe_send')) + (await world.phones.calls('template_send'));
      const before = await calls();
      let ended = false;
      const run = world
        .get(SendDue)
        .run()
        .then(
          () => null,
          (error: unknown) => error,
        )
        .finally(() => {
          ended = true;
        });
      await eventually(calls, (count) => count > before || ended, 1_000);
      await pause(random() * 60);
      await service.kill();
      await pause(random() * 300);
      await service.start();
      // The sender notices by itself; what it knows it writes when the database is back.
      await run;
      const [row] = await eventually(
        () =>
          world
            .rows<{ n: string }>("SELECT COUNT(*) AS n FROM message WHERE state = 'sending'")
            .catch(() => []),
        (rows) => rows.length > 0,
      );
      inFlight += Number(row?.n);
      await afterKill?.(world);
      world.clock.advance(61_000);
    }
    for (let minute = 0; minute < 15; minute += 1) {
      await world.get(SendDue).run();
      world.clock.advance(60_000);
    }
    const books = await readBooks(world);
    return { books, marks, wrong: checkBooks(books, { planned: marks, inFlight }) };
  }

  it(
    `tells nobody twice and loses nobody: ${KILLS} kills`,
    async () => {
      const { books, marks, wrong } = await killDatabase(KILLS);
      expect(wrong, `seed ${FIRST_SEED}`).toEqual([]);
      const { unknown = 0 } = countStates(books);
      expect(delivered(books, marks)).toBeGreaterThanOrEqual(marks.length - unknown);
    },
    LONG_MS,
  );

  it('is caught when what was committed before a call is forgotten', async () => {
    const { wrong } = await killDatabase(1, (broken) =>
      broken.rows(
        "UPDATE message SET state = 'planned', channel = NULL, claim_until = NULL WHERE state IN ('sending', 'accepted')",
      ),
    );
    expect(wrong.join()).toContain('told twice');
  });
});
