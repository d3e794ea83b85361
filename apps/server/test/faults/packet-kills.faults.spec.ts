import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { WriteClaims } from '../../src/modules/campaign/usecases/write-claims.usecase.js';
import { freePort } from '../support/free-port.js';
import { eventually } from '../support/sending.js';
import { bootApi } from './support/api-process.js';
import { checkPacketBooks, type Told } from './support/packet-books.js';
import { burst } from './support/packet-burst.js';
import {
  booksAfter,
  expectWhole,
  grabAll,
  LONG_MS,
  openScene,
  PACKETS,
  PEOPLE,
  type Scene,
  standOn,
  tidyScenes,
} from './support/packet-scene.js';
import { canStart, type PrivateService, privateDatabase } from './support/private-services.js';
import { createRandom, FIRST_SEED, pause, rounds } from './support/random.js';

tidyScenes();

describe.skipIf(!canStart.database)('MariaDB killed in the middle of commits (E11)', () => {
  const kills = rounds(2);
  const killed = async (
    scene: Scene,
    db: PrivateService,
    seed: number,
    firstKill: () => Promise<unknown> = async () => {},
  ) => {
    const random = createRandom(seed);
    const taps = grabAll(scene);
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(20 + random() * 150);
      if (kill === 0) await firstKill();
      await db.kill();
      await db.start();
    }
    return taps;
  };
  const withDatabase = async () => standOn('DATABASE_URL', await privateDatabase());

  it(
    'tells nobody of a packet that is not there after the restart',
    async () => {
      const db = await withDatabase();
      const scene = await openScene();
      await expectWhole(scene, await killed(scene, db, FIRST_SEED));
    },
    LONG_MS,
  );

  it(
    'is seen by this checker when answers come before the commit',
    async () => {
      const db = await withDatabase();
      const scene = await openScene();
      const writer = scene.world.get(WriteClaims);
      const write = writer.write.bind(writer);
      const late = new Set<NodeJS.Timeout>();
      writer.write = async (target, requests) => {
        const timer = setTimeout(() => {
          late.delete(timer);
          void write(target, requests).catch(() => {});
        }, 400);
        late.add(timer);
        return requests.map(() => ({ kind: 'written' }));
      };
      // Not before somebody was told, which takes its time on a slow machine; what is not written yet goes with the kill.
      const loseWhatIsLate = async () => {
        await eventually(
          async () => late.size,
          (count) => count > 0,
        );
        for (const timer of late) clearTimeout(timer);
      };
      const { told } = await killed(scene, db, FIRST_SEED, loseWhatIsLate);
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
      const scene = await openScene(PACKETS, PEOPLE, Date.now());
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
