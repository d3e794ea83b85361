import { takeTurns } from './pairs.mjs';
import { rounded } from './report.mjs';

const FOLDER = 'apps/server/bench/send';
/** Messages of a turn for each second asked for, about what BullMQ sends in it. */
const A_SECOND = 5000;
const WARM_UP = 2000;
const MEMORY = { few: 10_000, many: 1_000_000 };

/**
 * The sender with all its promises (claim, gates, caps, credits, ledger, attempts, state) against BullMQ with one job a
 * message and against a bare undici loop, all calling the same stand-in of WeChat; and the worker's memory at a million
 * messages against ten thousand.
 * @param {import('./suites.mjs').Bench & { ground: import('./ground.mjs').Ground }} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function measureSending({ ground, options, step }) {
  const count = options.quick ? 400 : Math.round(A_SECOND * options.seconds);
  const provider = await step('People to write to', async (note) => {
    const { origin } = await ground.serve('stand-in', `${FOLDER}/stand-in.mjs`, { ready: '/ready' });
    await ground.script(`${FOLDER}/seed.mjs`, [], { people: Math.max(count, WARM_UP) }, note);
    return origin;
  });
  const serve = async (/** @type {string} */ name) =>
    (await ground.serve(name, `${FOLDER}/${name}.mjs`, { ready: '/ready', input: { provider } })).origin;
  const plan = (/** @type {number} */ many, messageClass = 'care') =>
    ground.script(`${FOLDER}/plan.mjs`, [], { count: many, class: messageClass });
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
      return {
        ours: found.ours.rate,
        peer: found.peer.rate,
        ratio: found.ratio,
        goal,
        unit: 'messages/s',
        more: {
          messagesATurn: count,
          lowestRatio: rounded(found.lowest),
          highestRatio: rounded(found.highest),
          pairs: options.pairs,
        },
      };
    });
  }
  figures['care.memory'] = await step('care.memory', async (note) => {
    const [few, many] = options.quick ? [400, 2000] : [MEMORY.few, MEMORY.many];
    const peak = async (/** @type {number} */ messages) => {
      note(`${messages} messages`);
      await plan(messages, 'service');
      const { origin, stop } = await ground.serve(`memory-${messages}`, `${FOLDER}/ours.mjs`, {
        ready: '/ready',
        input: { provider },
      });
      const { peakBytes, rate } = await ask(origin, messages);
      await stop();
      return { bytes: peakBytes, rate };
    };
    const [small, large] = [await peak(few), await peak(many)];
    return {
      ours: large.bytes / 2 ** 20,
      peer: small.bytes / 2 ** 20,
      ratio: large.bytes / small.bytes,
      goal: 1.1,
      sense: /** @type {const} */ ('at most'),
      unit: 'MiB peak',
      more: { messages: many, peerMessages: few, messagesASecond: rounded(large.rate) },
    };
  });
  return figures;
}

/** @returns {Promise<{ rate: number, peakBytes: number, sent: number }>} */
async function ask(/** @type {string} */ origin, /** @type {number} */ count) {
  const answer = await fetch(`${origin}/turn?count=${count}`, { signal: AbortSignal.timeout(600_000) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  return JSON.parse(text);
}

/** Latencies of single messages mean nothing here: only the rate counts. */
async function turn(/** @type {string} */ origin, /** @type {number} */ count) {
  const { rate } = await ask(origin, count);
  return { rate, p50: 0, p99: 0 };
}
