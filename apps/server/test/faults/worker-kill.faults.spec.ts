import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { makeStore, type TestStore } from '../support/factories.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { checkBooks, countStates, emptyTables, readBooks } from './support/books.js';
import { installMarkedTemplates, makeCrowd, planCrowd, sentSoFar } from './support/crowd.js';
import { createRandom, FIRST_SEED, LONG, pause, rounds } from './support/random.js';
import { bootSender, type SenderProcess } from './support/sender-process.js';

/** Kills of one batch; its size makes sure that there is work left at each. */
const KILLS = Number(process.env.FAULT_KILLS ?? 20);
const A_LIFE = 400;
const BROKEN_KILLS = 3;
const FREEZES = LONG ? rounds(2) : 1;
/** A slow machine may take this long. */
const LONG_MS = 600_000;
/** Longer than a claim holds: the next worker's clock is past what the last one has claimed. */
const CLAIM_GONE_MS = 61_000;
/** Two lanes of 150 (send-due.usecase.ts): what one worker has committed as `sending` at once. */
const MOST_IN_FLIGHT = 300;

let world: World;
let store: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await installMarkedTemplates(world);
});
afterEach(async () => {
  world.simulator.world.inbox.clear();
  await emptyTables(world, ['message', 'message_attempt']);
});
afterAll(async () => {
  await world?.stop();
});

async function sendingBegan(before: number): Promise<void> {
  for (let look = 0; look < 2_000 && sentSoFar(world) === before; look += 1) await pause(2);
}

/** Plans a batch and kills one worker after the other at random points of it; the clock moves past each one's claims. */
async function killAtRandom(kills: number, seed: number, afterKill: () => Promise<unknown> = async () => {}) {
  const random = createRandom(seed);
  world.clock.set(NOON);
  const crowd = await makeCrowd(world, kills * A_LIFE);
  const { marks } = await planCrowd(world, store, crowd);
  const start = NOON - Date.now();
  let inFlight = 0;
  let worst = 0;
  let next: Promise<SenderProcess> = bootSender(world);
  for (let kill = 0; kill < kills; kill += 1) {
    const sender = await next;
    const before = sentSoFar(world);
    sender.go(start + kill * CLAIM_GONE_MS);
    // The next one boots meanwhile; killed is whoever has begun to send.
    next = bootSender(world);
    await sendingBegan(before);
    await pause(random() * 150);
    await sender.kill();
    const [row] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM message WHERE state = 'sending'",
    );
    // What earlier workers left is settled by the first sweep of the next.
    worst = Math.max(worst, Number(row?.n));
    inFlight += Number(row?.n);
    await afterKill();
  }
  await (await next).kill();
  // Whoever comes last finishes what is left, past all claims and back-offs.
  for (let minutes = 0; minutes < 15; minutes += 1) {
    world.clock.set(NOON + kills * CLAIM_GONE_MS + minutes * 60_000 + 60_000);
    await world.get(SendDue).run();
  }
  const books = await readBooks(world);
  return { books, wrong: checkBooks(books, { planned: marks, inFlight }), worst };
}

describe('a worker killed at random points of a batch (E1)', () => {
  it(
    `tells nobody twice, loses nobody, doubts no more than was in flight: ${KILLS} kills`,
    async () => {
      const { books, wrong, worst } = await killAtRandom(KILLS, FIRST_SEED);
      expect(wrong, `seed ${FIRST_SEED}`).toEqual([]);
      expect(worst).toBeLessThanOrEqual(MOST_IN_FLIGHT);
      const { unknown = 0, ...rest } = countStates(books);
      expect(unknown + (rest.accepted ?? 0) + (rest.delivered ?? 0)).toBe(KILLS * A_LIFE);
    },
    LONG_MS,
  );

  it('is caught when a sweep sends again what was under way', async () => {
    const { wrong } = await killAtRandom(BROKEN_KILLS, FIRST_SEED, () =>
      world.rows(
        "UPDATE message SET state = 'planned', channel = NULL, claim_until = NULL WHERE state = 'sending'",
      ),
    );
    expect(wrong.join()).toContain('told twice');
  });

  it('is caught when a message is marked as sent before its call', async () => {
    const { wrong } = await killAtRandom(BROKEN_KILLS, FIRST_SEED, () =>
      world.rows("UPDATE message SET state = 'accepted', claim_until = NULL WHERE state = 'sending'"),
    );
    expect(wrong.join()).toContain('lost');
  });
});

describe('a worker that stands still in the middle of a batch (E4)', () => {
  /** Freezes a sender until its claims have long gone and others have done its work; then it goes on as if nothing was. */
  async function freeze(seed: number, meanwhile: () => Promise<unknown> = async () => {}) {
    const random = createRandom(seed);
    world.clock.set(NOON);
    const { marks } = await planCrowd(world, store, await makeCrowd(world, A_LIFE));
    const before = sentSoFar(world);
    const sender = await bootSender(world);
    sender.go(NOON - Date.now());
    await sendingBegan(before);
    await pause(random() * 80);
    sender.freeze();
    await meanwhile();
    for (let minutes = 1; minutes < 15; minutes += 1) {
      world.clock.set(NOON + minutes * CLAIM_GONE_MS);
      await world.get(SendDue).run();
    }
    sender.thaw();
    await sender.idle();
    await sender.kill();
    return checkBooks(await readBooks(world), { planned: marks, inFlight: MOST_IN_FLIGHT });
  }

  it(
    `does nothing twice when it wakes up: ${FREEZES} seeds`,
    async () => {
      for (let seed = FIRST_SEED; seed < FIRST_SEED + FREEZES; seed += 1) {
        expect(await freeze(seed), `seed ${seed}`).toEqual([]);
        world.simulator.world.inbox.clear();
        await emptyTables(world, ['message', 'message_attempt']);
      }
    },
    LONG_MS,
  );

  it('is caught when others take its work without a look at who has it', async () => {
    const wrong = await freeze(FIRST_SEED, () =>
      world.rows(
        "UPDATE message SET state = 'planned', channel = NULL, claim_until = NULL WHERE state = 'sending'",
      ),
    );
    expect(wrong.join()).toContain('told twice');
  });
});
