import { Redis } from 'ioredis';
import { describe, expect, it, vi } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { makeCampaignDesk, planOf, tap } from '../support/campaigns.js';
import { makeStaff, makeStore } from '../support/factories.js';
import { makeGrabbers } from '../support/packet-crowd.js';
import type { World } from '../support/world.js';
import { checkPacketBooks } from './support/packet-books.js';
import { burst } from './support/packet-burst.js';
import {
  booksAfter,
  expectWhole,
  grabAll,
  LONG_MS,
  openScene,
  openWorld,
  PACKETS,
  PEOPLE,
  type Scene,
  standOn,
  tidyScenes,
} from './support/packet-scene.js';
import { canStart, type PrivateService, privateRedis } from './support/private-services.js';
import { pause } from './support/random.js';

tidyScenes();

describe('a crowd (E16)', () => {
  it(
    'gets exactly the packets there are, each person the same answer five times',
    async () => {
      const scene = await openScene();
      await expectWhole(scene, await grabAll(scene, 5));
    },
    LONG_MS,
  );

  it(
    'of one family gets one packet for their car, one for their phone',
    async () => {
      const scene = await openScene(20, 60);
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
    return standOn('REDIS_URL', await privateRedis());
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
      const scene = await openScene();
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
      const scene = await openScene();
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
    'wiped while the gate is built: nobody is told that there is none',
    async () => {
      await withRedis();
      const scene = await openScene();
      const { rpush } = Redis.prototype;
      let wiped = false;
      const wiping = vi.spyOn(Redis.prototype, 'rpush').mockImplementation(async function (
        this: Redis,
        ...given: unknown[]
      ) {
        const length = await (rpush as (...parts: unknown[]) => Promise<number>).apply(this, given);
        if (!wiped && String(given[0]).endsWith(':pool')) {
          wiped = true;
          await this.flushall();
        }
        return length;
      });
      try {
        await expectWhole(scene, await grabAll(scene));
        expect(wiped).toBe(true);
      } finally {
        wiping.mockRestore();
      }
    },
    LONG_MS,
  );

  it(
    'full (E8): a quick clean refusal, and on it goes',
    async () => {
      await withRedis();
      const scene = await openScene();
      const admin = new Redis(scene.world.config.redisUrl);
      const found = await during(scene, async () => {
        await admin.config('SET', 'maxmemory', '1mb');
        const [one] = await makeGrabbers(scene.desk, scene.id, 1);
        if (!one) throw new Error('nobody came');
        const answer = await tap(scene.world, one.token, scene.id, one.ticket);
        if (answer.status === 503)
          expect(answer.body.error).toMatchObject({ code: 'CAMPAIGN.BUSY', retry: true });
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
      const scene = await openScene();
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

describe('the end of a wave', () => {
  it(
    'closes exactly between two claims: what came later is refused, what was left is in the budget again',
    async () => {
      const scene = await openScene();
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
      const scene = await openScene(PEOPLE, PEOPLE);
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
  /** What is wrong after the asker and four others at once have said it; `loosen` runs before anybody does. */
  async function wrongYes(loosen: (world: World, id: string) => unknown = () => {}): Promise<string[]> {
    const world = await openWorld();
    const desk = await makeCampaignDesk(world, await makeStore(world));
    const other = await makeStaff(world, 'manager', [desk.store.id], 'manager-other');
    const third = await makeStaff(world, 'admin', [], 'admin-third');
    const { client } = desk.manager;
    const { id, version } = await client.staffCampaign.create({ body: planOf(desk, 10) });
    await client.staffCampaign.submit({ params: { id } });
    await loosen(world, id);
    const yes = { params: { id }, body: { version } };
    const say = (one: { client: typeof client }) =>
      one.client.staffCampaign.approve(yes).then(
        () => 'yes',
        ({ code }: { code: string }) => code,
      );
    const own = await say(desk.manager);
    const said = await Promise.all([other, third, other, third].map(say));
    const [row] = await world.rows<{ packed: number; waves: string }>(
      `SELECT c.packed_fen AS packed, (SELECT COUNT(*) FROM campaign_wave w WHERE w.campaign_id = c.id) AS waves
         FROM campaign c WHERE c.id = ?`,
      [id],
    );
    const yeses = [own, ...said].filter((answer) => answer === 'yes').length;
    const odd = said.filter((answer) => answer !== 'yes' && answer !== 'CAMPAIGN.STATE');
    return [
      ...(own === 'CAMPAIGN.OWN' ? [] : [`the one who asked was told ${own}`]),
      ...(yeses === 1 ? [] : [`${yeses} were told that it was their yes`]),
      ...odd.map((answer) => `somebody was told ${answer}`),
      ...(row?.packed === 1_000 && Number(row.waves) === 1 ? [] : ['it was carried out otherwise than once']),
    ];
  }

  it('is refused to the one who asked, and given once however many say it', async () => {
    expect(await wrongYes()).toEqual([]);
  });

  it('is caught when nobody knows any more who asked', async () => {
    const wrong = await wrongYes((world, id) =>
      world.rows("UPDATE campaign SET created_by = 'nobody', submitted_by = 'nobody' WHERE id = ?", [id]),
    );
    expect(wrong).toContain('the one who asked was told yes');
  });
});
