import { isDeepStrictEqual } from 'node:util';
import { Stop } from '../lib/stop.mjs';
import { cpuMs } from './cpu-time.mjs';
import { layGround } from './ground.mjs';
import { load } from './load.mjs';
import { takeTurns } from './pairs.mjs';
import { figureOf, rounded } from './report.mjs';
import { differences } from './statements.mjs';

/** @typedef {{ origin: string, pid: number }} Server */

const CONNECTIONS = 32;
const GOAL = 0.5;
/** Requests are of this many owners in turn, so that no page is answered twice from one row. */
const PEOPLE = 500;
const COMPARED = 5;
const PEER = 'apps/server/bench/peer.mjs';

/**
 * Owner home and the 14-day page of free slots: our API against a bare server that runs the same statements and gives
 * the same answers. Refuses to measure if either differs.
 * @param {import('./suites.mjs').Bench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function run(bench) {
  const { options, step } = bench;
  const ground = await layGround(bench);
  try {
    const input = options.quick ? { cars: 400, people: 20 } : { cars: 20_000, people: PEOPLE };
    const seed = await step('Two stores, their cars and people', (note) =>
      ground.script('apps/server/bench/seed.mjs', [], input, note),
    );
    const [ours, peer] = await step('Ours and the peer', async () => [
      await ground.serve('ours', 'apps/server/dist/main.api.js', { ready: '/api/health/ready' }),
      await ground.serve('peer', PEER, { ready: '/api/health/ready' }),
    ]);
    const pages = pagesOf(seed.stores);
    const requestsOf = (/** @type {{ paths: string[] }} */ { paths }) =>
      seed.tokens.map((/** @type {string} */ token, /** @type {number} */ index) => ({
        path: paths[index % paths.length],
        token,
      }));
    await step('Same statements, same answers', async (note) => {
      for (const page of pages) {
        note(page.key);
        await compare(ground, ours.origin, peer.origin, requestsOf(page).slice(0, COMPARED), page);
      }
    });
    /** @type {Record<string, import('./report.mjs').Figure>} */
    const figures = {};
    for (const page of pages) {
      figures[page.key] = await step(page.key, (note) =>
        measure({ ours, peer, requests: requestsOf(page), options, note }),
      );
    }
    return figures;
  } finally {
    await ground.clear();
  }
}

/** The pages and the paths that owners ask them by: both stores, with and without a wished advisor. `isFull`: shows enough to be measured. */
function pagesOf(
  /** @type {{ id: string, services: { id: string, kind: string }[], advisors: string[] }[]} */ stores,
) {
  const slots = stores.flatMap((store) => {
    const service = store.services.find(({ kind }) => kind === 'service');
    const path = `/api/owner/slots?storeId=${store.id}&serviceId=${service?.id}&days=14`;
    return [path, `${path}&advisorId=${store.advisors[0]}`];
  });
  return [
    {
      key: 'api.owner-home',
      paths: ['/api/owner/home'],
      isFull: (/** @type {any} */ view) => view.name !== '' && view.cars.length > 0,
    },
    {
      key: 'api.free-slots',
      paths: slots,
      isFull: (/** @type {any} */ view) => {
        const all = view.days.flatMap((/** @type {any} */ day) => day.slots);
        return (
          all.some((/** @type {any} */ slot) => slot.free) &&
          all.some((/** @type {any} */ slot) => !slot.free)
        );
      },
    },
  ];
}

async function compare(
  /** @type {import('./ground.mjs').Ground} */ ground,
  /** @type {string} */ ours,
  /** @type {string} */ peer,
  /** @type {{ path: string, token: string }[]} */ requests,
  /** @type {{ key: string, isFull: (view: any) => boolean }} */ { key, isFull },
) {
  const calls = requests.flatMap(({ path, token }) => [
    { url: `${ours}${path}`, token },
    { url: `${peer}${path}`, token },
  ]);
  /** @type {{ answers: { status: number, body: string, statements: string[] }[] }} */
  const { answers } = await ground.script('apps/server/bench/record.mjs', [], { calls });
  for (let index = 0; index < answers.length; index += 2) {
    const [left, right] = /** @type {[(typeof answers)[number], (typeof answers)[number]]} */ (
      answers.slice(index, index + 2)
    );
    const where = `${key} (${requests[index / 2]?.path})`;
    if (left.status !== 200)
      throw new Stop(`${where}: ours answered ${left.status}.`, { detail: short(left.body) });
    if (left.statements.length === 0) throw new Stop(`${where}: the database saw no statement of ours.`);
    if (!isFull(JSON.parse(left.body)))
      throw new Stop(`${where}: ours shows an empty page, which proves nothing.`, {
        detail: short(left.body),
      });
    const found = differences(left.statements, right.statements);
    if (found.length > 0) {
      throw new Stop(`${where}: the peer does not run the same statements; bring ${PEER} in line.`, {
        detail: found.join('\n'),
      });
    }
    if (right.status !== 200 || !isDeepStrictEqual(JSON.parse(left.body), JSON.parse(right.body))) {
      throw new Stop(`${where}: the peer does not give the same answer; bring ${PEER} in line.`, {
        detail: `ours: ${short(left.body)}\npeer: ${short(right.body)}`,
      });
    }
  }
}

/** As much of an answer as helps to see what is wrong. */
const short = (/** @type {string} */ body) => body.slice(0, 1500);

/** @returns {Promise<import('./report.mjs').Figure>} */
async function measure(
  /** @type {{ ours: Server, peer: Server, requests: { path: string, token: string }[], options: import('./options.mjs').BenchOptions, note: (text: string) => void }} */ {
    ours,
    peer,
    requests,
    options,
    note,
  },
) {
  const side = (/** @type {Server} */ { origin }) =>
    load({ origin, requests, connections: CONNECTIONS, seconds: options.seconds });
  note('warming up');
  await side(ours);
  await side(peer);
  /** Processor time and answers of all turns. */
  const used = new Map([ours, peer].map((server) => [server, { ms: 0, count: 0 }]));
  const turn = async (/** @type {Server} */ server) => {
    const before = cpuMs(server.pid);
    const result = await side(server);
    const total = /** @type {{ ms: number, count: number }} */ (used.get(server));
    total.ms += (cpuMs(server.pid) ?? Number.NaN) - (before ?? Number.NaN);
    total.count += result.count;
    return result;
  };
  const found = await takeTurns(options.pairs, { ours: () => turn(ours), peer: () => turn(peer) }, (done) =>
    note(`pair ${done} of ${options.pairs}`),
  );
  const cpu = (/** @type {Server} */ server) => {
    const { ms, count } = /** @type {{ ms: number, count: number }} */ (used.get(server));
    return Number.isNaN(ms) ? 'unknown' : rounded(ms / count);
  };
  return figureOf(found, {
    goal: GOAL,
    unit: 'req/s',
    pairs: options.pairs,
    more: { oursCpuMs: cpu(ours), peerCpuMs: cpu(peer) },
  });
}
