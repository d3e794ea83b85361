import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { WriteClaims } from '../../src/modules/campaign/usecases/write-claims.usecase.js';
import {
  approvedCampaign,
  type CampaignDesk,
  makeCampaignDesk,
  planOf,
  startWave,
  tap,
} from '../support/campaigns.js';
import { makeStaff, makeStore } from '../support/factories.js';
import { type Grabber, makeGrabbers } from '../support/packet-crowd.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { bootApi } from './support/api-process.js';
import { checkPacketBooks, type PacketBooks, readPacketBooks, type Told } from './support/packet-books.js';
import { burst } from './support/packet-burst.js';
import {
  canStart,
  freePort,
  type PrivateService,
  privateDatabase,
  privateRedis,
} from './support/private-services.js';
import { createRandom, FIRST_SEED, pause, rounds } from './support/random.js';

const PEOPLE = Number(process.env.FAULT_PEOPLE ?? 300);
const PACKETS = Math.floor(PEOPLE / 3);
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

interface Scene {
  world: World;
  desk: CampaignDesk;
  id: string;
  people: Grabber[];
}

/** A campaign whose wave has just started, and a crowd with tickets. */
async function open(packets = PACKETS, size = PEOPLE, now = NOON): Promise<Scene> {
  world = await startWorld();
  world.clock.set(now);
  const desk = await makeCampaignDesk(world, await makeStore(world));
  const id = await approvedCampaign(desk, planOf(desk, packets));
  const people = await makeGrabbers(desk, id, size);
  startWave(desk);
  return { world, desk, id, people };
}

const grabAll = ({ world: { api }, id, people }: Scene, taps = 2) =>
  burst(people, id, { api: () => api, taps });

async function booksAfter(scene: Scene, told: readonly Told[]): Promise<PacketBooks> {
  return readPacketBooks(scene.world, scene.id, told);
}

/** Nothing wrong, everybody answered, and every packet found its winner. */
async function expectWhole(scene: Scene, { told, unanswered }: Awaited<ReturnType<typeof burst>>) {
  const books = await booksAfter(scene, told);
  expect(checkPacketBooks(books)).toEqual([]);
  expect(unanswered).toBe(0);
  expect(books.claims).toHaveLength(books.packets.size);
}

describe('a crowd (E16)', () => {
  it(
    'gets exactly the packets there are, each person the same answer five times',
    async () => {
      const scene = await open();
      await expectWhole(scene, await grabAll(scene, 5));
    },
    LONG_MS,
  );

  it(
    'of one family gets one packet for their car, one for their phone',
    async () => {
      const scene = await open(20, 60);
      await scene.world.rows('UPDATE campaign SET per_person = NULL WHERE id = ?', [scene.id]);
      const { told } = await grabAll(scene, 1);
      expect(checkPacketBooks(await booksAfter(scene, told))).toEqual([]);
      const [row] = await scene.world.rows<{ cars: string; claims: string }>(
        'SELECT COUNT(DISTINCT vehicle_id) AS cars, COUNT(*) AS claims FROM packet_claim WHERE campaign_id = ?',
        [scene.id],
      );
      expect(row?.cars).toBe(row?.claims);
    },
    LONG_MS,
  );
});

describe.skipIf(!canStart.redis)('Redis during a burst', () => {
  async function withRedis(): Promise<PrivateService> {
    service = await privateRedis();
    await service.start();
    process.env.REDIS_URL = service.url;
    return service;
  }
  const during = async (scene: Scene, fault: () => Promise<void>) => {
    const taps = grabAll(scene);
    await pause(40);
    await fault();
    return taps;
  };

  it(
    'killed and back: nothing is lost, nothing is given twice',
    async () => {
      const redis = await withRedis();
      const scene = await open();
      const found = await during(scene, async () => {
        await redis.kill();
        await pause(500);
        await redis.start();
      });
      await expectWhole(scene, found);
    },
    LONG_MS,
  );

  it(
    'wiped again and again, and its scripts forgotten (E10)',
    async () => {
      await withRedis();
      const scene = await open();
      const found = await during(scene, async () => {
        const admin = new Redis(scene.world.config.redisUrl);
        for (let round = 0; round < 5; round += 1) {
          await admin.flushall();
          await pause(30);
          await admin.script('FLUSH');
          await pause(30);
        }
        admin.disconnect();
      });
      await expectWhole(scene, found);
    },
    LONG_MS,
  );

  it(
    'full (E8): a quick clean refusal, and on it goes',
    async () => {
      await withRedis();
      const scene = await open();
      const admin = new Redis(scene.world.config.redisUrl);
      const found = await during(scene, async () => {
        await admin.config('SET', 'maxmemory', '1mb');
        const [one] = await makeGrabbers(scene.desk, scene.id, 1);
        if (!one) throw new Error('nobody came');
        const began = performance.now();
        const answer = await tap(scene.world, one.token, scene.id, one.ticket);
        if (answer.status === 503) {
          expect(answer.body.error).toMatchObject({ code: 'CAMPAIGN.BUSY', retry: true });
          expect(performance.now() - began).toBeLessThan(10_000);
        }
        await admin.config('SET', 'maxmemory', '0');
      });
      admin.disconnect();
      await expectWhole(scene, found);
    },
    LONG_MS,
  );

  it(
    'back with an old file: the pool of the past is not used',
    async () => {
      const redis = await withRedis();
      const scene = await open();
      const half = await burst(scene.people.slice(0, PACKETS / 2), scene.id, {
        api: () => scene.world.api,
        taps: 1,
      });
      const admin = new Redis(scene.world.config.redisUrl);
      const [gate] = await admin.keys('*:gate');
      const [pool] = await admin.keys('*:pool');
      if (!gate || !pool) throw new Error('there is no gate');
      const epoch = await admin.get(gate);
      await redis.kill();
      await redis.start();
      // As if the log had been cut off before anybody came: the full pool under the epoch of today.
      await eventuallyConnected(admin);
      const drawn = pool.replace(/pool$/, 'drawn');
      await admin.del(pool, drawn, pool.replace(/pool$/, 'limits'));
      await admin.rpush(pool, ...Array.from({ length: PACKETS }, (_, index) => index + 1));
      expect(await admin.get(gate)).toBe(epoch);
      admin.disconnect();
      const rest = await grabAll(scene);
      await expectWhole(scene, { told: [...half.told, ...rest.told], unanswered: rest.unanswered });
    },
    LONG_MS,
  );
});

async function eventuallyConnected(redis: Redis): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if ((await redis.ping().catch(() => '')) === 'PONG') return;
    await pause(50);
  }
}

describe.skipIf(!canStart.database)('MariaDB killed in the middle of commits (E11)', () => {
  const kills = rounds(2);
  const killed = async (scene: Scene, db: PrivateService, seed: number) => {
    const random = createRandom(seed);
    const taps = grabAll(scene);
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(20 + random() * 150);
      await db.kill();
      await db.start();
    }
    return taps;
  };
  const withDatabase = async () => {
    service = await privateDatabase();
    await service.start();
    process.env.DATABASE_URL = service.url;
    return service;
  };

  it(
    'tells nobody of a packet that is not there after the restart',
    async () => {
      const db = await withDatabase();
      const scene = await open();
      await expectWhole(scene, await killed(scene, db, FIRST_SEED));
    },
    LONG_MS,
  );

  it(
    'is seen by this checker when answers come before the commit',
    async () => {
      const db = await withDatabase();
      const scene = await open();
      const writer = scene.world.get(WriteClaims);
      const write = writer.write.bind(writer);
      writer.write = async (target, requests) => {
        setTimeout(() => void write(target, requests).catch(() => {}), 400);
        return requests.map(() => ({ kind: 'written' }));
      };
      const { told } = await killed(scene, db, FIRST_SEED);
      expect(checkPacketBooks(await booksAfter(scene, told))).not.toEqual([]);
    },
    LONG_MS,
  );
});

describe('the API killed in the middle of a burst', () => {
  it(
    'has told nobody what is not in the rows, and the next process finds every packet a winner',
    async () => {
      // Another process lives in real time, so this world does.
      const scene = await open(PACKETS, PEOPLE, Date.now());
      const now = Date.now();
      await scene.world.rows('UPDATE campaign_wave SET starts_at = ? WHERE campaign_id = ?', [
        new Date(now - 1_000),
        scene.id,
      ]);
      const port = await freePort();
      let api = await bootApi(scene.world, port);
      const taps = burst(scene.people, scene.id, { api: () => `http://127.0.0.1:${port}/api` });
      const random = createRandom(FIRST_SEED);
      for (let kill = 0; kill < rounds(2); kill += 1) {
        await pause(60 + random() * 150);
        await api.kill();
        api = await bootApi(scene.world, port);
      }
      const found = await taps;
      await api.kill();
      await expectWhole(scene, found);
    },
    LONG_MS,
  );
});

describe('gates that are none', () => {
  it('GET and then DECR gives more than there is, and this checker sees it', async () => {
    const redis = new Redis(String(process.env.REDIS_URL));
    const key = 'test:naive-gate';
    await redis.set(key, PACKETS);
    const clients = Array.from({ length: 8 }, () => new Redis(String(process.env.REDIS_URL)));
    const told: Told[] = [];
    await Promise.all(
      Array.from({ length: PEOPLE }, async (_, index) => {
        const client = clients[index % clients.length] as Redis;
        if (Number(await client.get(key)) <= 0) return;
        await client.decr(key);
        told.push({ ownerId: `owner-${index}`, result: 'won', claimId: `claim-${index}`, fen: 100 });
      }),
    );
    for (const client of [redis, ...clients]) client.disconnect();
    const claims = told.map(({ ownerId, claimId }, index) => ({
      id: claimId ?? '',
      ownerId,
      packetNo: index + 1,
      fen: 100,
    }));
    const packets = new Map(Array.from({ length: PACKETS }, (_, index) => [index + 1, 100] as const));
    expect(checkPacketBooks({ packedFen: PACKETS * 100, packets, claims, told })).not.toEqual([]);
  });
});

describe('the end of a wave', () => {
  it(
    'closes exactly between two claims: what came later is refused, what was left is in the budget again',
    async () => {
      const scene = await open();
      const taps = grabAll(scene, 1);
      await pause(30);
      scene.world.clock.advance(20 * 60_000);
      await scene.world.run(sweepCampaignsJob);
      const { told } = await taps;
      const books = await booksAfter(scene, told);
      expect(checkPacketBooks(books)).toEqual([]);
      const [row] = await scene.world.rows<{ packed: number; returned: number }>(
        'SELECT packed_fen AS packed, returned_fen AS returned FROM campaign WHERE id = ?',
        [scene.id],
      );
      const out = books.claims.reduce((sum, { fen }) => sum + fen, 0);
      expect(row?.packed).toBe(out + Number(row?.returned));
    },
    LONG_MS,
  );

  it(
    'comes at once when somebody stops the campaign',
    async () => {
      const scene = await open(PEOPLE, PEOPLE);
      const taps = grabAll(scene, 1);
      await pause(30);
      await scene.desk.manager.client.staffCampaign.kill({
        params: { id: scene.id },
        body: { reason: '规则写错了' },
      });
      const [stopped] = await scene.world.rows<{ n: string }>(
        'SELECT COUNT(*) AS n FROM packet_claim WHERE campaign_id = ?',
        [scene.id],
      );
      const { told } = await taps;
      await scene.world.run(sweepCampaignsJob);
      const books = await booksAfter(scene, told);
      expect(checkPacketBooks(books)).toEqual([]);
      expect(books.claims).toHaveLength(Number(stopped?.n));
    },
    LONG_MS,
  );
});

describe('the second yes (E38)', () => {
  it('is refused to the one who asked, and given once however many say it', async () => {
    world = await startWorld();
    const desk = await makeCampaignDesk(world, await makeStore(world));
    const other = await makeStaff(world, 'manager', [desk.store.id], 'manager-other');
    const { client } = desk.manager;
    const { id, version } = await client.staffCampaign.create({ body: planOf(desk, 10) });
    await client.staffCampaign.submit({ params: { id } });
    const yes = { params: { id }, body: { version } };
    await expect(client.staffCampaign.approve(yes)).rejects.toMatchObject({ code: 'CAMPAIGN.OWN' });
    const third = await makeStaff(world, 'admin', [], 'admin-third');
    const answers = await Promise.allSettled(
      [other, third, other, third].map((one) => one.client.staffCampaign.approve(yes)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CAMPAIGN.STATE' });
    const [row] = await world.rows<{ packed: number; waves: string }>(
      `SELECT c.packed_fen AS packed, (SELECT COUNT(*) FROM campaign_wave w WHERE w.campaign_id = c.id) AS waves
         FROM campaign c WHERE c.id = ?`,
      [id],
    );
    expect([row?.packed, Number(row?.waves)]).toEqual([1_000, 1]);
  });
});
