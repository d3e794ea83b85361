import { createPool } from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvedCampaign, planOf, startWave, tap } from '../support/campaigns.js';
import { call } from '../support/clients.js';
import { makeOwner } from '../support/factories.js';
import { makeGrabbers } from '../support/packet-crowd.js';
import { eventually } from '../support/sending.js';
import { NOON } from '../support/world.js';
import { type Business, openBusiness } from './support/business.js';
import { burst } from './support/packet-burst.js';
import { createRandom, FIRST_SEED, LONG, rounds } from './support/random.js';

const CONNECTIONS = 4;
const WAIT_MS = 1_000;
/** Longer than a slow answer takes. */
const SILENCE_MS = 8_000;
/** One way: an answer takes five seconds. */
const LATE_MS = 2_500;
const CALLERS = 40;
/** There is no dice in it: under `npm test` once is enough. */
const SEEDS = LONG ? rounds(2) : 1;

let business: Business;
let token: string;
beforeAll(async () => {
  business = await openBusiness(createRandom(FIRST_SEED), {
    DATABASE_POOL: String(CONNECTIONS),
    DATABASE_WAIT_MS: String(WAIT_MS),
    DATABASE_SILENCE_MS: String(SILENCE_MS),
  });
  ({ token } = await makeOwner(business.world));
}, 180_000);
afterAll(async () => {
  await business?.stop();
});

const look = async () => {
  const { status, body } = await call(business.world.api, 'GET', '/owner/bookings', { token });
  return { status, code: body.error?.code };
};

/** Runs calls at once; tells how many nobody had answered when the first was served, and what all were told. */
async function pileUp<T>(calls: number, one: () => Promise<T>, served: (answer: T) => boolean) {
  let open = calls;
  let piled = -1;
  const answers = await Promise.all(
    Array.from({ length: calls }, async () => {
      const answer = await one();
      open -= 1;
      if (piled < 0 && served(answer)) piled = open;
      return answer;
    }),
  );
  return { piled, answers };
}

describe('a database that takes five seconds for an answer (E13)', () => {
  it(`has callers told at once, none piled up, and is used again when it is well: ${SEEDS} seeds`, async () => {
    const { mysql } = business.wires;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      mysql.spoil({ latencyMs: LATE_MS });
      const { piled, answers } = await pileUp(CALLERS, look, ({ status }) => status === 200);
      mysql.heal();
      const refused = answers.filter(({ status }) => status !== 200);
      expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(
        new Set(['503 SERVER.UNAVAILABLE']),
      );
      // Those who hold a connection wait for its answer; the others have gone long before.
      expect(piled, `seed ${seed}`).toBeLessThanOrEqual(CONNECTIONS);
      expect(refused.length).toBeGreaterThanOrEqual(CALLERS - 2 * CONNECTIONS);
      await eventually(
        () => Promise.all(Array.from({ length: CONNECTIONS }, look)),
        (after) => after.every(({ status }) => status === 200),
      );
    }
  });

  it('still says "sold out" at once', async () => {
    const { world, wires, desk } = business;
    world.clock.set(NOON);
    const id = await approvedCampaign(desk, planOf(desk, 3));
    const people = await makeGrabbers(desk, id, 12);
    startWave(desk);
    const { told } = await burst(people.slice(0, 8), id, { api: () => world.api, taps: 1 });
    expect(told.filter(({ result }) => result === 'won')).toHaveLength(3);
    wires.mysql.spoil({ latencyMs: LATE_MS });
    const order: string[] = [];
    const slow = look().then(() => order.push('the database'));
    for (const { token: mine, ticket } of people.slice(8)) {
      const { status, body } = await tap(world, mine, id, ticket);
      expect([status, body.result]).toEqual([200, 'sold_out']);
    }
    order.push('sold out');
    wires.mysql.heal();
    await slow;
    expect(order).toEqual(['sold out', 'the database']);
  });

  it('is caught when callers wait for a connection as long as it takes', async () => {
    const { mysql } = business.wires;
    const pool = createPool({
      uri: mysql.through(String(process.env.DATABASE_URL)),
      connectionLimit: CONNECTIONS,
    });
    const ask = () =>
      new Promise<boolean>((resolve) => {
        pool.query('SELECT 1', (error) => resolve(error === null));
      });
    await Promise.all(Array.from({ length: CONNECTIONS }, ask));
    mysql.spoil({ latencyMs: 200 });
    const { piled } = await pileUp(CALLERS, ask, (good) => good);
    mysql.heal();
    pool.end(() => {});
    expect(piled).toBeGreaterThan(CONNECTIONS);
  });

  it('that hears nothing any more on wires that go nowhere is reached over new ones', async () => {
    const { mysql } = business.wires;
    await Promise.all(Array.from({ length: CONNECTIONS }, look));
    mysql.halfOpen();
    const statuses = new Set<number>();
    await eventually(
      async () => {
        const answers = await Promise.all(Array.from({ length: CONNECTIONS }, look));
        for (const { status } of answers) statuses.add(status);
        return answers;
      },
      (answers) => answers.every(({ status }) => status === 200),
    );
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  });
});
