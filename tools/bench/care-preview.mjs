import { takeTurns } from './pairs.mjs';
import { rounded } from './report.mjs';

const FOLDER = 'apps/server/bench/preview';
/** A morning in January 2027, as the cars are made for. */
const NOW = Date.parse('2027-01-12T02:00:00.000Z');
const CARS = 1_000_000;

/**
 * The preview of one rule for a store of a million cars against one indexed count of these cars. The ratio is time, ours
 * over the peer's. CHEBAN_BENCH_CARS sets another number of cars.
 * @param {import('./care-parts.mjs').CareBench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function measurePreview({ ground, options, step }) {
  const cars = Number(process.env['CHEBAN_BENCH_CARS'] ?? (options.quick ? 2000 : CARS));
  await step(`One store of ${cars} cars`, async (note) => {
    const had = await ground.script(`${FOLDER}/one-store.mjs`, [], {}, note);
    if (had.cars === cars) return;
    await ground.script('apps/server/bench/plan/seed.mjs', [], { cars }, note);
    await ground.script(`${FOLDER}/one-store.mjs`, [], {}, note);
  });
  const { origin } = await step('Preview and peer', async () => {
    const served = await ground.serve('preview', `${FOLDER}/sides.mjs`, {
      ready: '/ready',
      input: { now: NOW },
    });
    for (const path of ['/ours', '/count', '/ours', '/count']) await ask(served.origin, path);
    return served;
  });
  const found = await step('care.preview', (note) =>
    takeTurns(
      options.pairs,
      { ours: () => ask(origin, '/ours'), peer: () => ask(origin, '/count') },
      (done) => note(`pair ${done} of ${options.pairs}`),
    ),
  );
  return {
    'care.preview': {
      ours: found.ours.p50,
      peer: found.peer.p50,
      // Turns are compared by rate; what is wanted is time.
      ratio: 1 / found.ratio,
      goal: 5,
      sense: /** @type {const} */ ('at most'),
      unit: 'ms',
      more: {
        cars,
        lowestRatio: rounded(1 / found.highest),
        highestRatio: rounded(1 / found.lowest),
        pairs: options.pairs,
      },
    },
  };
}

async function ask(/** @type {string} */ origin, /** @type {string} */ path) {
  const answer = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(600_000) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  const { ms } = JSON.parse(text);
  return { rate: 1000 / ms, p50: ms, p99: ms };
}
