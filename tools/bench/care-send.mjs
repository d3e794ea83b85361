import { FOLDER, laySendingGround, sendAll, WARM_UP } from './care-send-ground.mjs';
import { takeTurns } from './pairs.mjs';
import { figureOf } from './report.mjs';

/**
 * The sender with all its promises (claim, gates, caps, credits, ledger, attempts, state) against BullMQ with one job a
 * message and against a bare undici loop, all calling the same stand-in of WeChat.
 * @param {import('./care-parts.mjs').CareBench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function measureSending({ ground, options, step }) {
  const { provider, people: count, plan } = await laySendingGround({ ground, options, step });
  const serve = async (/** @type {string} */ name) =>
    (await ground.serve(name, `${FOLDER}/${name}.mjs`, { ready: '/ready', input: { provider } })).origin;
  const [ours, bullmq, bare] = await step('Ours and the peers', async () => {
    const origins = [await serve('ours'), await serve('peer-bullmq'), await serve('peer-bare')];
    await plan(Math.min(WARM_UP, count));
    for (const origin of origins) await turn(String(origin), Math.min(WARM_UP, count));
    return origins;
  });
  const sides = (/** @type {string | undefined} */ peer) => ({
    ours: async () => {
      await plan(count);
      return turn(String(ours), count);
    },
    peer: () => turn(String(peer), count),
  });
  /** @type {Record<string, import('./report.mjs').Figure>} */
  const figures = {};
  const pairs = { 'care.send': { peer: bullmq, goal: 2 }, 'care.send-bare': { peer: bare, goal: 0.5 } };
  for (const [key, { peer, goal }] of Object.entries(pairs)) {
    figures[key] = await step(key, async (note) => {
      const found = await takeTurns(options.pairs, sides(peer), (done) =>
        note(`pair ${done} of ${options.pairs}`),
      );
      const more = { messagesATurn: count };
      return figureOf(found, { goal, unit: 'messages/s', pairs: options.pairs, more });
    });
  }
  return figures;
}

/** Latencies of single messages mean nothing here: only the rate counts. */
async function turn(/** @type {string} */ origin, /** @type {number} */ count) {
  const { rate } = await sendAll(origin, count);
  return { rate, p50: 0, p99: 0 };
}
