import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { Leases, UnitOfWork } from '../../src/platform/database/index.js';
import { makeStore, type TestStore } from '../support/factories.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { checkBooks, emptyTables, readBooks } from './support/books.js';
import { installMarkedTemplates, makeCrowd, planCrowd } from './support/crowd.js';
import { FIRST_SEED, rounds } from './support/random.js';

const WORKERS = 8;
const BOOTS = Number(process.env.FAULT_BOOTS ?? 100);

let world: World;
let store: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await installMarkedTemplates(world);
});
afterEach(async () => {
  world.clock.set(NOON);
  world.simulator.world.inbox.clear();
  await emptyTables(world, ['message', 'message_attempt', 'message_cap']);
});
afterAll(async () => {
  await world?.stop();
});

const each = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe('caps under eight workers at once (E14)', () => {
  it(`lets one care message a day through to each person, defers the others, loses none: ${rounds(5)} seeds`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds(5); seed += 1) {
      const crowd = await makeCrowd(world, 40);
      const plans = [];
      for (let copy = 0; copy < 5; copy += 1)
        plans.push(await planCrowd(world, store, crowd, { class: copy < 3 ? 'care' : 'marketing' }));
      await each(WORKERS, () => world.get(SendDue).run());
      const books = await readBooks(world);
      const owners = new Set(crowd.map(({ ownerId }) => ownerId));
      const mine = books.intents.filter(({ ownerId }) => owners.has(ownerId));
      const held = mine.filter(({ state }) => state === 'held');
      expect(held.filter((one) => one.class === 'care').length, `seed ${seed}`).toBe(2 * crowd.length);
      expect(
        held.filter((one) => one.class === 'marketing'),
        `seed ${seed}`,
      ).toEqual([]);
      const planned = plans.flatMap(({ marks }) => marks);
      const wrong = checkBooks(
        { ...books, intents: books.intents.filter(({ state }) => state !== 'held') },
        { planned: planned.filter((mark) => !held.some((one) => one.mark === mark)), inFlight: 0 },
      );
      expect(wrong, `seed ${seed}`).toEqual([]);
    }
  });

  it('is caught when the places are counted first and taken then', async () => {
    const [member] = await makeCrowd(world, 1);
    const { ids } = await planCrowd(
      world,
      store,
      Array.from({ length: WORKERS }, () => member as NonNullable<typeof member>),
    );
    // The broken variant: each has looked before anybody writes.
    const looks = await each(WORKERS, () =>
      world.rows<{ n: string }>(
        "SELECT COUNT(*) AS n FROM message_cap WHERE owner_id = ? AND period = 'care:2026-11-18'",
        [member?.ownerId],
      ),
    );
    await each(WORKERS, async (index) => {
      if (Number(looks[index]?.[0]?.n) > 0) return;
      await world.rows('INSERT INTO message_cap (owner_id, period, slot, message_id) VALUES (?, ?, ?, ?)', [
        member?.ownerId,
        'care:2026-11-18',
        index + 1,
        ids[index],
      ]);
    });
    const wrong = checkBooks(await readBooks(world), { planned: [], inFlight: 0 });
    expect(wrong.join()).toContain('over the cap');
  });
});

describe('two schedulers that boot at once (E25)', () => {
  it(`have one owner of each tick: ${BOOTS} boots`, async () => {
    for (let boot = 0; boot < BOOTS; boot += 1) {
      const schedulers = [new Leases(world.get(UnitOfWork), world.clock), world.get(Leases)];
      const name = `fault.tick-${boot}`;
      const taken = await Promise.all(
        schedulers.map((leases, index) => leases.take(name, 60_000, `scheduler-${index}`)),
      );
      expect(taken.filter(Boolean), `boot ${boot}`).toHaveLength(1);
    }
  });

  it('is caught when a scheduler looks first and writes then', async () => {
    let owners = 0;
    const looks = await each(WORKERS, () =>
      world.rows("SELECT name FROM lease WHERE name = 'fault.naive' AND until_at > ?", [world.clock.date()]),
    );
    await each(WORKERS, async (index) => {
      if (looks[index]?.length !== 0) return;
      await world.rows(
        `INSERT INTO lease (name, holder, until_at) VALUES ('fault.naive', ?, ?)
         ON DUPLICATE KEY UPDATE holder = VALUES(holder), until_at = VALUES(until_at)`,
        [`naive-${index}`, new Date(NOON + 60_000)],
      );
      owners += 1;
    });
    expect(owners).toBeGreaterThan(1);
  });

  it('send every due message once between them', async () => {
    const crowd = await makeCrowd(world, 200);
    const { marks } = await planCrowd(world, store, crowd);
    await each(2, () => world.get(SendDue).run());
    expect(checkBooks(await readBooks(world), { planned: marks, inFlight: 0 })).toEqual([]);
  });
});
