import { isDeepStrictEqual } from 'node:util';
import { Stop } from '../lib/stop.mjs';
import { layGround } from './ground.mjs';
import { load } from './load.mjs';
import { takeTurns } from './pairs.mjs';
import { figureOf } from './report.mjs';
import { rush } from './rush.mjs';
import { differences } from './statements.mjs';

/** @typedef {{ origin: string, pid: number }} Server */
/** @typedef {{ token: string, vehicleId: string }} Person */
/** @typedef {{ id: string, serviceId: string, advisorId: string }} Store */
/** @typedef {import('./rush.mjs').Wish} Wish */

const PEER = 'apps/server/bench/booking/peer.mjs';
/** A slot has 20 places, a class 20 seats; so many want each. */
const WANTED = 24;
const PLACES = 20;
const WRITE_GOAL = 0.5;
/** The page may take five times as long as one indexed SELECT. */
const SLOTS_GOAL = 0.2;

/**
 * Booking and signing up under contention, and the page of free slots: our API against a bare server that runs the same
 * statements in the same transaction (booking.create, class.signup), or one indexed SELECT of the fortnight
 * (booking.slots). Refuses to measure if the statements differ, and if either side gives a place twice.
 * @param {import('./suites.mjs').Bench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function run(bench) {
  const { options, step } = bench;
  const ground = await layGround(bench);
  try {
    const people = options.quick ? WANTED * 3 : WANTED * 40;
    const seed = await step('Two stores of 20 bays, people with a log-in', (note) =>
      ground.script('apps/server/bench/booking/seed.mjs', [], { people, sessions: people / WANTED }, note),
    );
    const [ours, peer] = await step('Ours and the peer', async () => [
      await ground.serve('ours', 'apps/server/dist/main.api.js', { ready: '/api/health/ready' }),
      await ground.serve('peer', PEER, { ready: '/api/health/ready' }),
    ]);
    const [booked, shown] = /** @type {[Store, Store]} */ (seed.stores);
    const reset = () => ground.script('apps/server/bench/booking/reset.mjs', [], { storeId: booked.id });
    const contests = {
      'booking.create': bookings(booked, seed.people),
      'class.signup': signUps(seed.sessionIds, seed.people),
    };
    await step('Same statements', async (note) => {
      for (const [key, list] of Object.entries(contests)) {
        note(key);
        await compare(ground, [ours, peer], list);
        await reset();
      }
    });
    /** @type {Record<string, import('./report.mjs').Figure>} */
    const figures = {};
    for (const [key, list] of Object.entries(contests)) {
      figures[key] = await step(key, async (note) => {
        const side = async (/** @type {Server} */ server) => {
          await reset();
          return rush(server.origin, list, (list.length / WANTED) * PLACES);
        };
        note('warming up');
        await side(ours);
        await side(peer);
        const found = await takeTurns(
          options.pairs,
          { ours: () => side(ours), peer: () => side(peer) },
          (done) => note(`pair ${done} of ${options.pairs}`),
        );
        const unit = key === 'class.signup' ? 'sign-ups/s' : 'bookings/s';
        return figureOf(found, { goal: WRITE_GOAL, unit, pairs: options.pairs });
      });
      await reset();
    }
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
      return figureOf(found, { goal: SLOTS_GOAL, unit: 'pages/s', pairs: options.pairs });
    });
    return figures;
  } finally {
    await ground.clear();
  }
}

/** Everybody's wish; neighbours in the list want the same slot, so that they meet. @returns {Wish[]} */
function bookings(/** @type {Store} */ store, /** @type {Person[]} */ people) {
  return people.map(({ token, vehicleId }, index) => ({
    path: '/api/owner/bookings',
    token,
    body: bodyOf(store, vehicleId, Math.floor(index / WANTED)),
  }));
}

/** Everybody's wish for a seat; neighbours in the list want the same class. @returns {Wish[]} */
function signUps(/** @type {string[]} */ sessionIds, /** @type {Person[]} */ people) {
  return people.map(({ token }, index) => ({
    path: `/api/owner/activity-sessions/${sessionIds[Math.floor(index / WANTED)]}/sign-up`,
    token,
    body: { guests: 0, answers: {}, orWait: false },
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

/** Ids, codes and hashes that differ between two bookings of one kind. */
const anonymous = (/** @type {string} */ statement) =>
  statement
    .replaceAll(/'[0-7][0-9A-HJKMNP-TV-Z]{25}'/g, "'<id>'")
    .replaceAll(/[0-7][0-9A-HJKMNP-TV-Z]{25}/g, '<id>')
    .replaceAll(/'[A-Z0-9]{8}'/g, "'<code>'")
    .replaceAll(/'[\w-]{43}'/g, "'<hash>'")
    .replaceAll(/'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3})?'/g, "'<instant>'");

/** Lets each side grant two wishes and compares what the second one asked of the database, and the form of the answers. */
async function compare(
  /** @type {import('./ground.mjs').Ground} */ ground,
  /** @type {[Server, Server]} */ servers,
  /** @type {Wish[]} */ list,
) {
  const calls = servers.map(({ origin }, side) => {
    const [warm, wish] = /** @type {[Wish, Wish]} */ (list.slice(side * 2, side * 2 + 2));
    return {
      url: origin + wish.path,
      token: wish.token,
      post: { warm: warm.body, warmToken: warm.token, body: wish.body },
    };
  });
  /** @type {{ answers: { status: number, body: string, statements: string[] }[] }} */
  const { answers } = await ground.script('apps/server/bench/record.mjs', [], { calls });
  const [left, right] = /** @type {[(typeof answers)[number], (typeof answers)[number]]} */ (answers);
  if (left.status !== 200)
    throw new Stop(`Ours answered ${left.status} to a wish.`, { detail: left.body.slice(0, 1500) });
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
