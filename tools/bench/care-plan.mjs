import { median, takeTurns } from './pairs.mjs';
import { figureOf } from './report.mjs';

const FOLDER = 'apps/server/bench/plan';
/** A morning in January 2027 with Spring Festival ahead, so that every planned rule has something to say. */
const NOW = Date.parse('2027-01-12T02:00:00.000Z');
const CARS = 1_000_000;
const JOBS = 100_000;

/**
 * @typedef {{ rows: number, seconds: number, rate: number, redisBytes: number }} Planned
 */

/**
 * The real planner over a whole group, all rules on, against a raw INSERT … SELECT of as many rows into a table of the
 * same shape, against BullMQ's addBulk of delayed jobs, and what either keeps in Redis. CHEBAN_BENCH_CARS sets another
 * number of cars than a million.
 * @param {import('./care-parts.mjs').CareBench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function measurePlanning({ ground, options, step }) {
  const cars = Number(process.env['CHEBAN_BENCH_CARS'] ?? (options.quick ? 2000 : CARS));
  const jobs = options.quick ? 500 : Math.min(JOBS, cars);
  const seeded = await step(`${cars} cars with their owners`, (note) =>
    ground.script(`${FOLDER}/seed.mjs`, [], { cars }, note),
  );
  if (seeded.cars !== cars) throw new Error(`${seeded.cars} cars instead of ${cars}`);
  const { origin } = await step('Planner and peers', async () => {
    const served = await ground.serve('planner', `${FOLDER}/sides.mjs`, {
      ready: '/ready',
      input: { now: NOW },
    });
    // The first round also makes what the raw peer copies.
    await ask(served.origin, '/ours');
    return served;
  });
  /** @type {Planned[]} */
  const rounds = [];
  const ours = async () => {
    const found = await ask(origin, '/ours');
    rounds.push(found);
    return turn(found);
  };
  const plan = await step('care.plan', (note) =>
    takeTurns(options.pairs, { ours, peer: async () => turn(await ask(origin, '/raw')) }, (done) =>
      note(`pair ${done} of ${options.pairs}`),
    ),
  );
  const rows = /** @type {Planned} */ (rounds[0]).rows;
  /** @type {Planned[]} */
  const queued = [];
  await step('care.plan-queue and care.plan-redis', async (note) => {
    for (let pair = 0; pair < options.pairs; pair += 1) {
      queued.push(await ask(origin, `/bullmq?count=${jobs}`));
      note(`turn ${pair + 1} of ${options.pairs}`);
    }
  });
  const queueRate = median(queued.map(({ rate }) => rate));
  const jobBytes = median(queued.map((one) => one.redisBytes / one.rows));
  const ourBytes = Math.max(0, median(rounds.map((one) => one.redisBytes / one.rows)));
  return {
    'care.plan': figureOf(plan, {
      goal: 0.5,
      unit: 'rows/s',
      pairs: options.pairs,
      more: { cars, rows },
    }),
    'care.plan-queue': {
      ours: plan.ours.rate,
      peer: queueRate,
      ratio: plan.ours.rate / queueRate,
      goal: 4,
      unit: 'reminders/s',
      more: { jobs },
    },
    'care.plan-redis': {
      ours: ourBytes,
      peer: jobBytes,
      ratio: ourBytes / jobBytes,
      goal: 0.05,
      sense: /** @type {const} */ ('at most'),
      unit: 'bytes/reminder',
      more: { rows, jobs },
    },
  };
}

/** @returns {Promise<Planned>} */
async function ask(/** @type {string} */ origin, /** @type {string} */ path) {
  const answer = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(1_800_000) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  return JSON.parse(text);
}

/** Only the rate counts: a round is one piece of work. */
const turn = (/** @type {Planned} */ { rate }) => ({ rate, p50: 0, p99: 0 });
