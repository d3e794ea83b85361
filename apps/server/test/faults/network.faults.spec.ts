import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { eventually } from '../support/sending.js';
import { NOON } from '../support/world.js';
import { checkBooks, readBooks } from './support/books.js';
import { type Business, doBusiness, type Link, openBusiness, sendTheRest } from './support/business.js';
import { makeCrowd, planCrowd, sentSoFar } from './support/crowd.js';
import { createRandom, FIRST_SEED, LONG, pause, rounds } from './support/random.js';
import type { TcpProxy } from './support/tcp-proxy.js';

/** A slow machine may take this long. */
const LONG_MS = 600_000;
const PARTED_MS = LONG ? 5_000 : 1_500;
const SPOILT_MS = LONG ? 4_000 : 1_000;

const wiresOf: readonly (readonly Link[])[] = [
  ['redis'],
  ['mysql'],
  ['wechat'],
  ['redis', 'mysql'],
  ['redis', 'wechat'],
  ['mysql', 'wechat'],
];
const troubles: Record<string, (wires: readonly TcpProxy[]) => Promise<void>> = {
  '10 % lost': (wires) => spoil(wires, { loss: 0.1 }),
  '200 ms late': (wires) => spoil(wires, { latencyMs: 100 }),
  parted: async (wires) => {
    for (const wire of wires) wire.part();
    await pause(PARTED_MS);
  },
  cut: async (wires) => {
    for (let cut = 0; cut < 5; cut += 1) {
      for (const wire of wires) wire.cut();
      await pause(100);
    }
  },
};
const cells = wiresOf.flatMap((names) => Object.keys(troubles).map((trouble) => ({ names, trouble })));

async function spoil(wires: readonly TcpProxy[], quality: { latencyMs?: number; loss?: number }) {
  for (const wire of wires) wire.spoil(quality);
  await pause(SPOILT_MS);
}

let business: Business;
beforeAll(async () => {
  business = await openBusiness(createRandom(FIRST_SEED));
});
afterAll(async () => {
  await business?.stop();
});

describe('the wires to Redis, MySQL and WeChat, alone and in pairs (E40)', () => {
  const seeds = Array.from({ length: LONG ? 1 : rounds(5) }, (_, index) => FIRST_SEED + index);
  // A seed is one cell of the matrix; by itself it goes through one cell of each trouble.
  const chosen = seeds.flatMap((seed) =>
    Array.from({ length: LONG ? 4 : 1 }, (_, index) => cells[(seed * 5 + index * 7) % cells.length]),
  );

  for (const [round, cell] of chosen.entries()) {
    const { names, trouble } = cell as (typeof cells)[number];
    it(
      `${names.join(' and ')} ${trouble}: nobody is lost, told twice or double booked (seed ${FIRST_SEED}, round ${round})`,
      async () => {
        const wires = names.map((name) => business.wires[name]);
        const { wrong, unanswered, refusals } = await doBusiness(
          business,
          round,
          async () => {
            await troubles[trouble]?.(wires);
            for (const wire of wires) wire.heal();
          },
          { inFlight: names.includes('wechat') ? 300 : 0 },
        );
        expect(wrong).toEqual([]);
        expect(unanswered).toBe(0);
        // Nobody hears of anything but "busy, try again".
        expect([...refusals].filter((status) => status !== 503)).toEqual([]);
      },
      LONG_MS,
    );
  }
});

describe('a wire to WeChat that goes nowhere (E21)', () => {
  const sendOver = async (how: 'halfOpen' | 'cut', after: () => Promise<unknown>) => {
    const { world, wires, store } = business;
    world.clock.set(NOON);
    const { marks } = await planCrowd(world, store, await makeCrowd(world, 100));
    const before = sentSoFar(world);
    const sending = world.get(SendDue).run();
    await eventually(
      async () => sentSoFar(world),
      (calls) => calls > before,
    );
    wires.wechat[how]();
    await sending.catch(() => {});
    wires.wechat.heal();
    await after();
    await sendTheRest(world);
    return checkBooks(await readBooks(world), { planned: marks, inFlight: 300 });
  };

  it(
    'half open in the middle of a batch: nobody is told twice, nobody is lost',
    async () => {
      expect(await sendOver('halfOpen', async () => {})).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is caught when what may have been sent is sent again',
    async () => {
      const wrong = await sendOver('cut', () =>
        business.world.rows(
          "UPDATE message SET state = 'planned', channel = NULL, claim_until = NULL WHERE channel = 'subscribe'",
        ),
      );
      expect(wrong.join()).toContain('told twice');
    },
    LONG_MS,
  );
});
