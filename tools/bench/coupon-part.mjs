import { Stop } from '../lib/stop.mjs';
import { takeTurns } from './pairs.mjs';
import { figureOf } from './report.mjs';
import { rush } from './rush.mjs';

const FOLDER = 'apps/server/bench/coupon';
const CLAIMERS = 4_000;
const OWNERS = 100_000;
const CLAIM_GOAL = 0.6;
const BULK_GOAL = 0.4;

/**
 * One hot coupon that thousands claim over HTTP, against a bare server with one conditional UPDATE; a coupon for 100,000
 * owners, against multi-row INSERTs of the same rows. Refuses to measure if a side gives one too many or too few.
 * @param {import('./suites.mjs').Bench} bench
 * @param {import('./ground.mjs').Ground} ground
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function couponFigures({ options, step }, ground) {
  const claimers = options.quick ? 100 : CLAIMERS;
  const owners = options.quick ? 2_000 : OWNERS;
  const types = 2 * (options.pairs + 1);
  const seed = await step(`${owners} owners of a store`, (note) =>
    ground.script(`${FOLDER}/seed.mjs`, [], { claimers, owners, types }, note),
  );
  const [ours, peer] = await step('Ours and the peer of claims', async () => [
    await ground.serve('ours', 'apps/server/dist/main.api.js', { ready: '/api/health/ready' }),
    await ground.serve('peer', `${FOLDER}/peer.mjs`, { ready: '/api/health/ready' }),
  ]);
  /** @type {Record<string, import('./report.mjs').Figure>} */
  const figures = {};
  figures['coupon.claim'] = await step('coupon.claim', async (note) => {
    const fresh = [...seed.typeIds];
    // Every turn has a kind of its own with one for each who asks.
    const side = (/** @type {{ origin: string }} */ server) => () => {
      const typeId = fresh.pop();
      const wishes = seed.tokens.map((/** @type {string} */ token, /** @type {number} */ index) => ({
        path: `/api/owner/coupon-types/${typeId}/claim`,
        token,
        body: { requestId: `bench-tap-${index}` },
      }));
      return rush(server.origin, wishes, claimers);
    };
    const sides = { ours: side(ours), peer: side(peer) };
    note('warming up');
    await sides.ours();
    await sides.peer();
    const found = await takeTurns(options.pairs, sides, (done) => note(`pair ${done} of ${options.pairs}`));
    return figureOf(found, { goal: CLAIM_GOAL, unit: 'claims/s', pairs: options.pairs });
  });
  await ours.stop();
  await peer.stop();
  figures['coupon.bulk'] = await step('coupon.bulk', async (note) => {
    const { origin, stop } = await ground.serve('issuer', `${FOLDER}/sides.mjs`, {
      ready: '/ready',
      input: { storeId: seed.storeId, typeId: seed.bulkTypeId, owners },
    });
    const side = (/** @type {string} */ path) => async () => {
      const answer = await fetch(origin + path);
      const text = await answer.text();
      if (answer.status !== 200) throw new Stop(`The issuer answered ${answer.status}.`, { detail: text });
      const { rate } = JSON.parse(text);
      return { rate, p50: 0, p99: 0 };
    };
    const sides = { ours: side('/ours'), peer: side('/raw') };
    note('warming up');
    await sides.ours();
    await sides.peer();
    const found = await takeTurns(options.pairs, sides, (done) => note(`pair ${done} of ${options.pairs}`));
    await stop();
    return figureOf(found, { goal: BULK_GOAL, unit: 'owners/s', pairs: options.pairs });
  });
  return figures;
}
