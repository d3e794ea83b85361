import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { isLockTimeout } from '../../src/platform/database/index.js';
import { makeStore, type TestStore } from '../support/factories.js';
import { eventually } from '../support/sending.js';
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
/** A look at rows that somebody frozen has locked takes the eight seconds of pool.ts, and the next one meets the same. */
const LOCKED_LOOKS = LONG ? Number.POSITIVE_INFINITY : 2;
/** A slow machine may take this long; fifty kills are fifty processes that boot. */
const LONG_MS = LONG ? 3_600_000 : 600_000;
/** Longer than a claim holds: the next worker's clock is past what the last one has claimed. */
const CLAIM_GONE_MS = 61_000;
/** Two lanes of 150 (send-due.usecase.ts): what one worker has committed as `sending` at once. */
const MOST_IN_FLIGHT = 300;
/** Fewer than a worker has on the wire at once (the connections of http.ts). */
const CALLS_UNDER_WAY = 20;

let world: World;
let store: TestStore;
/** Whoever is left frozen by a test that failed would hold its locks, and with them everything that comes after. */
const running = new Set<SenderProcess>();
beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await installMarkedTemplates(world);
});
afterEach(async () => {
  for (const sender of running) await sender.kill();
  running.clear();
  world.simulator.world.faults.clear();
  world.simulator.world.settings.pushes.subscribeSent = true;
  world.simulator.world.inbox.clear();
  await emptyTables(world, ['message', 'message_attempt']);
});
afterAll(async () => {
  await world?.stop();
});

async function boot(): Promise<SenderProcess> {
  const sender = await bootSender(world);
  running.add(sender);
  return sender;
}

/** The broken variant that takes what is under way for what nobody has done. */
const sendAgain = () =>
  world.rows(
    "UPDATE message SET state = 'planned', channel = NULL, claim_until = NULL WHERE state = 'sending'",
  );

async function sendingBegan(before: number): Promise<void> {
  for (let look = 0; look < 2_000 && sentSoFar(world) === before; look += 1) await pause(2);
}

/**
 * The first subscribe messages get no answer. Returns how to wait until they are under way: then whoever is killed or
 * frozen leaves something behind, however fast or slow the machine is. WeChat's event that such a message has left would
 * settle it behind the sender's back, so it does not come.
 */
async function hangCalls(mode: 'timeout-after' | 'timeout-before'): Promise<() => Promise<unknown>> {
  const calls = async () => world.simulator.world.faults.calls().subscribe_send?.total ?? 0;
  const before = await calls();
  world.simulator.world.settings.pushes.subscribeSent = false;
  await world.phones.fault('subscribe_send', { mode, times: CALLS_UNDER_WAY });
  return () => eventually(calls, (count) => count >= before + CALLS_UNDER_WAY);
}

/** Plans a batch and kills one worker after the other at random points of it; the clock moves past each one's claims. */
async function killAtRandom(
  kills: number,
  seed: number,
  afterKill: () => Promise<unknown> = async () => {},
  underWay: () => Promise<unknown> = async () => {},
) {
  const random = createRandom(seed);
  world.clock.set(NOON);
  const crowd = await makeCrowd(world, kills * A_LIFE);
  const { marks } = await planCrowd(world, store, crowd);
  const start = NOON - Date.now();
  let inFlight = 0;
  let worst = 0;
  let next: Promise<SenderProcess> = boot();
  for (let kill = 0; kill < kills; kill += 1) {
    const sender = await next;
    const before = sentSoFar(world);
    sender.go(start + kill * CLAIM_GONE_MS);
    // The next one boots meanwhile; killed is whoever has begun to send.
    next = boot();
    await sendingBegan(before);
    await underWay();
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

  it(
    'is caught when a sweep sends again what was under way',
    async () => {
      const underWay = await hangCalls('timeout-after');
      const { wrong } = await killAtRandom(BROKEN_KILLS, FIRST_SEED, sendAgain, underWay);
      expect(wrong.join()).toContain('told twice');
    },
    LONG_MS,
  );

  it(
    'is caught when a message is marked as sent before its call',
    async () => {
      const underWay = await hangCalls('timeout-before');
      const { wrong } = await killAtRandom(
        BROKEN_KILLS,
        FIRST_SEED,
        () => world.rows("UPDATE message SET state = 'accepted', claim_until = NULL WHERE state = 'sending'"),
        underWay,
      );
      expect(wrong.join()).toContain('lost');
    },
    LONG_MS,
  );
});

describe('a worker that stands still in the middle of a batch (E4)', () => {
  /** Whether somebody else has rows that the work wants. What a worker meets then is tried again at its next tick. */
  const isLocked = (work: Promise<unknown>) =>
    work.then(
      () => false,
      (error: unknown) => {
        if (!isLockTimeout(error)) throw error;
        return true;
      },
    );

  async function sendForMinutes(from: number, to: number): Promise<void> {
    let locked = 0;
    for (let minutes = from; minutes < to && locked < LOCKED_LOOKS; minutes += 1) {
      world.clock.set(NOON + minutes * CLAIM_GONE_MS);
      if (await isLocked(world.get(SendDue).run())) locked += 1;
    }
  }

  /** Whether the frozen sender stands in a transaction. */
  async function holdsLocks(): Promise<boolean> {
    const free = await world.rows('SELECT id FROM message FOR UPDATE SKIP LOCKED');
    return free.length < A_LIFE;
  }

  /**
   * Freezes a sender until its claims have long gone and others have done its work; then it goes on as if nothing was.
   * @param meanwhile what others do first; they wait for it to stand still outside a transaction
   * @param underWay resolves when it may be frozen
   */
  async function freeze(
    seed: number,
    meanwhile: (() => Promise<unknown>) | null = null,
    underWay: () => Promise<unknown> = async () => {},
  ) {
    const random = createRandom(seed);
    world.clock.set(NOON);
    const { marks } = await planCrowd(world, store, await makeCrowd(world, A_LIFE));
    const before = sentSoFar(world);
    const sender = await boot();
    sender.go(NOON - Date.now());
    await sendingBegan(before);
    await underWay();
    await pause(random() * 80);
    sender.freeze();
    if (meanwhile !== null) {
      while (await holdsLocks()) {
        sender.thaw();
        await pause(20);
        sender.freeze();
      }
      await meanwhile();
    }
    await sendForMinutes(1, 15);
    sender.thaw();
    await sender.idle();
    await sender.kill();
    // What had stood locked is known now.
    await sendForMinutes(15, 20);
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

  it(
    'is caught when others take its work without a look at who has it',
    async () => {
      const underWay = await hangCalls('timeout-after');
      const wrong = await freeze(FIRST_SEED, sendAgain, underWay);
      expect(wrong.join()).toContain('told twice');
    },
    LONG_MS,
  );
});
