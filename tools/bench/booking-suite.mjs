import { Agent, request as httpRequest } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { Stop } from '../lib/stop.mjs';
import { layGround } from './ground.mjs';
import { load } from './load.mjs';
import { percentile, takeTurns } from './pairs.mjs';
import { rounded } from './report.mjs';
import { differences } from './statements.mjs';

/** @typedef {{ origin: string, pid: number }} Server */
/** @typedef {{ token: string, vehicleId: string }} Person */
/** @typedef {{ id: string, serviceId: string, advisorId: string }} Store */

const PEER = 'apps/server/bench/booking/peer.mjs';
const CONNECTIONS = 32;
/** A slot has 20 places; so many want each. */
const WANTED = 24;
const PLACES = 20;
const CREATE_GOAL = 0.5;
/** The page may take five times as long as one indexed SELECT. */
const SLOTS_GOAL = 0.2;

/**
 * Booking under contention, and the page of free slots: our API against a bare server that runs the same statements in the
 * same transaction (booking.create), or one indexed SELECT of the fortnight (booking.slots). Refuses to measure if the
 * statements differ, and if either side books a place twice.
 * @param {import('./suites.mjs').Bench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function run(bench) {
  const { options, step } = bench;
  const ground = await layGround(bench);
  try {
    const people = options.quick ? WANTED * 3 : WANTED * 40;
    const seed = await step('Two stores of 20 bays, people with a log-in', (note) =>
      ground.script('apps/server/bench/booking/seed.mjs', [], { people }, note),
    );
    const [ours, peer] = await step('Ours and the peer', async () => [
      await ground.serve('ours', 'apps/server/dist/main.api.js', { ready: '/api/health/ready' }),
      await ground.serve('peer', PEER, { ready: '/api/health/ready' }),
    ]);
    const [booked, shown] = /** @type {[Store, Store]} */ (seed.stores);
    const reset = () => ground.script('apps/server/bench/booking/reset.mjs', [], { storeId: booked.id });
    await step('Same statements', (note) => compare(ground, ours, peer, booked, seed.people, note));
    await reset();
    /** @type {Record<string, import('./report.mjs').Figure>} */
    const figures = {};
    figures['booking.create'] = await step('booking.create', async (note) => {
      const list = wishes(booked, seed.people);
      const side = async (/** @type {Server} */ server) => {
        await reset();
        return rush(server.origin, list);
      };
      note('warming up');
      await side(ours);
      await side(peer);
      const found = await takeTurns(
        options.pairs,
        { ours: () => side(ours), peer: () => side(peer) },
        (done) => note(`pair ${done} of ${options.pairs}`),
      );
      return figure(found, CREATE_GOAL, 'bookings/s', options.pairs);
    });
    figures['booking.slots'] = await step('booking.slots', async (note) => {
      const side = (/** @type {Server} */ server, /** @type {string} */ path) => () =>
        load({
          origin: server.origin,
          requests: seed.people.map((/** @type {Person} */ { token }) => ({ path, token })),
          connections: 4,
          seconds: options.seconds,
        });
      const sides = {
        ours: side(ours, `/api/owner/slots?storeId=${shown.id}&serviceId=${shown.serviceId}&days=14`),
        peer: side(peer, `/api/one-select?storeId=${shown.id}`),
      };
      note('warming up');
      await sides.ours();
      await sides.peer();
      const found = await takeTurns(options.pairs, sides, (done) => note(`pair ${done} of ${options.pairs}`));
      return figure(found, SLOTS_GOAL, 'pages/s', options.pairs);
    });
    return figures;
  } finally {
    await ground.clear();
  }
}

/** @returns {import('./report.mjs').Figure} */
function figure(
  /** @type {import('./pairs.mjs').Outcome} */ found,
  /** @type {number} */ goal,
  /** @type {string} */ unit,
  /** @type {number} */ pairs,
) {
  return {
    ours: found.ours.rate,
    peer: found.peer.rate,
    ratio: found.ratio,
    goal,
    unit,
    more: {
      oursP50Ms: rounded(found.ours.p50),
      oursP99Ms: rounded(found.ours.p99),
      peerP50Ms: rounded(found.peer.p50),
      peerP99Ms: rounded(found.peer.p99),
      lowestRatio: rounded(found.lowest),
      highestRatio: rounded(found.highest),
      pairs,
    },
  };
}

/** Everybody's wish; neighbours in the list want the same slot, so that they meet. */
function wishes(/** @type {Store} */ store, /** @type {Person[]} */ people) {
  return people.map(({ token, vehicleId }, index) => ({
    token,
    body: bodyOf(store, vehicleId, Math.floor(index / WANTED)),
  }));
}

/** The hour `number` of those that start at 9:00 … 16:00 from the day after tomorrow on. */
function bodyOf(/** @type {Store} */ store, /** @type {string} */ vehicleId, /** @type {number} */ number) {
  const day = new Date(Date.now() + (2 + Math.floor(number / 8)) * 86_400_000 + 8 * 3_600_000)
    .toISOString()
    .slice(0, 10);
  const startsAt = new Date(Date.parse(`${day}T01:00:00.000Z`) + (number % 8) * 3_600_000).toISOString();
  return { vehicleId, storeId: store.id, serviceId: store.serviceId, startsAt, advisorId: null, note: '' };
}

/**
 * Sends every wish once, over kept-alive connections.
 * @param {string} origin
 * @param {{ token: string, body: object }[]} list
 * @returns {Promise<import('./pairs.mjs').Turn>} rate: of bookings; rejects unless exactly the places there are were given
 */
async function rush(origin, list) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  let won = 0;
  /** @type {number[]} */
  const times = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let one = list[next++]; one !== undefined; one = list[next++]) {
        const sentAt = performance.now();
        const { status, text } = await post(agent, `${origin}/api/owner/bookings`, one);
        times.push(performance.now() - sentAt);
        if (status === 200) won += 1;
        else if (status !== 409)
          throw new Stop(`${origin} answered ${status} to a booking.`, { detail: text.slice(0, 1500) });
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const places = (list.length / WANTED) * PLACES;
  if (won !== places) throw new Stop(`${origin} gave ${won} bookings for ${places} places.`);
  const sorted = Float64Array.from(times).sort();
  return { rate: won / seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/** @returns {Promise<{ status: number, text: string }>} */
function post(
  /** @type {Agent} */ agent,
  /** @type {string} */ url,
  /** @type {{ token: string, body: object }} */ { token, body },
) {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const request = httpRequest(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(text),
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          answer += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: answer }));
      },
    );
    request.on('error', reject);
    request.setTimeout(60_000, () => request.destroy(new Stop(`${url} did not answer within a minute.`)));
    request.end(text);
  });
}

/** Ids, codes and hashes that differ between two bookings of one kind. */
const anonymous = (/** @type {string} */ statement) =>
  statement
    .replaceAll(/'[0-7][0-9A-HJKMNP-TV-Z]{25}'/g, "'<id>'")
    .replaceAll(/[0-7][0-9A-HJKMNP-TV-Z]{25}/g, '<id>')
    .replaceAll(/'[A-Z0-9]{8}'/g, "'<code>'")
    .replaceAll(/'[\w-]{43}'/g, "'<hash>'")
    .replaceAll(/'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3})?'/g, "'<instant>'");

async function compare(
  /** @type {import('./ground.mjs').Ground} */ ground,
  /** @type {Server} */ ours,
  /** @type {Server} */ peer,
  /** @type {Store} */ store,
  /** @type {Person[]} */ people,
  /** @type {(text: string) => void} */ note,
) {
  note('booking.create');
  const calls = [ours, peer].map(({ origin }, side) => {
    const [first, second] = /** @type {[Person, Person]} */ (people.slice(side * 2, side * 2 + 2));
    return {
      url: `${origin}/api/owner/bookings`,
      token: second.token,
      post: {
        warm: bodyOf(store, first.vehicleId, 30),
        warmToken: first.token,
        body: bodyOf(store, second.vehicleId, 31),
      },
    };
  });
  /** @type {{ answers: { status: number, body: string, statements: string[] }[] }} */
  const { answers } = await ground.script('apps/server/bench/record.mjs', [], { calls });
  const [left, right] = /** @type {[(typeof answers)[number], (typeof answers)[number]]} */ (answers);
  if (left.status !== 200)
    throw new Stop(`Ours answered ${left.status} to a booking.`, { detail: left.body.slice(0, 1500) });
  const found = differences(left.statements.map(anonymous), right.statements.map(anonymous));
  if (found.length > 0)
    throw new Stop(`The peer does not run the same statements; bring ${PEER} in line.`, {
      detail: found.join('\n'),
    });
  const keys = (/** @type {string} */ body) => Object.keys(JSON.parse(body)).sort();
  if (right.status !== 200 || !isDeepStrictEqual(keys(left.body), keys(right.body)))
    throw new Stop(`The peer does not answer the same; bring ${PEER} in line.`, {
      detail: `ours: ${left.body.slice(0, 1500)}\npeer: ${right.body.slice(0, 1500)}`,
    });
}
