import { createServer } from 'node:net';
import { createApiClient } from '@cheban/api-client';
import { startSimulator } from '@cheban/simulator';
import { createApi } from '../dist/api.js';
import { lay } from '../dist/foundation.js';
import { TravelClock } from '../dist/platform/clock/index.js';
import { loadConfig } from '../dist/platform/config/index.js';
import { HandleEventsHandler } from '../dist/platform/outbox/handle-events.handler.js';
import { WorkerHost } from '../dist/platform/queue/index.js';
import { createWorker } from '../dist/worker.js';

const ROUNDS_OF_EVENTS = 50;
const EVENTS_AT_ONCE = 500;
const BUFFER_BYTES = 1024 ** 3;

/** @typedef {Awaited<ReturnType<typeof openCopy>>} Copy */

/**
 * The real API and worker in this process, on the database and Redis of the environment, with a simulated WeChat beside
 * them; all of them live at the instant of one clock that stands still until it is moved.
 * @param {number} startMs
 */
export async function openCopy(startMs) {
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/api/callback`;
  const simulator = await startSimulator({
    ownerUrl: 'http://127.0.0.1:1',
    miniProgram: { callbackUrl: `${callback}/mini-program` },
    officialAccount: { callbackUrl: `${callback}/official-account` },
    sms: { callbackUrl: `${callback}/sms/simulator-sms` },
  });
  const config = loadConfig({
    ...process.env,
    NODE_ENV: 'test',
    CHEBAN_DEMO: '1',
    PORT: String(port),
    SIMULATOR_URL: simulator.url,
    // Two lanes race for a person's caps and for the numbers of reminders: the same seed would not play the same year.
    SEND_LANES: '1',
    PLAN_LANES: '1',
    LOG_LEVEL: process.env['YEAR_LOG_LEVEL'] ?? 'silent',
  });
  // Whether a message arrived is told at once: nobody waits for it in the time of the year.
  simulator.world.settings.pushes.finishDelayMs = 0;
  simulator.world.settings.sms.receiptDelayMs = 0;
  // They are told between two steps of the clock, as in life some moments after the message was taken: never in the
  // middle of a job, where it would be chance what is written first.
  const { pusher } = simulator.world;
  pusher.hold();
  const clock = new TravelClock(startMs);
  const foundation = { ...(await lay(config, 'year')), clock };
  const { app } = await createApi(foundation);
  await app.listen(port, '127.0.0.1');
  const worker = await createWorker({ ...(await lay(config, 'year-worker')), clock });
  const host = worker.get(WorkerHost);
  const events = worker.get(HandleEventsHandler, { strict: false });
  /** @returns {Promise<any[]>} */
  const rows = (/** @type {string} */ sql, /** @type {unknown[]} */ parameters = []) =>
    foundation.dataSource.query(sql, parameters);

  // A year that is lost is played again: its commits need not wait for the disk.
  await rows('SET GLOBAL innodb_flush_log_at_trx_commit = 0');
  // The books of many cars stay in memory; a server of one's own has little of it.
  await rows(`SET GLOBAL innodb_buffer_pool_size = ${BUFFER_BYTES}`);

  /** Providers refuse what is signed at another time, so the simulator's clock goes along. */
  const moveTo = (/** @type {number} */ instant) => {
    clock.set(instant);
    simulator.world.clock.offsetMs = instant - Date.now();
  };
  moveTo(startMs);

  return {
    clock,
    simulator,
    rows,
    moveTo,
    /** A provider of the API process. @template T @param {abstract new (...args: never[]) => T} token @returns {T} */
    get: (token) => app.get(/** @type {any} */ (token), { strict: false }),
    /** Runs a periodic job of the worker once. */
    run: (/** @type {import('../dist/platform/queue/index.js').JobDefinition} */ job) => host.runNow(job),
    /** Lets providers push what they have to tell, and handles every committed event, also those that this writes. */
    settle: async () => {
      pusher.release();
      await pusher.idle();
      pusher.hold();
      for (let round = 0; round < ROUNDS_OF_EVENTS; round += 1) {
        const open = await rows('SELECT id FROM outbox_event WHERE done_at IS NULL ORDER BY seq LIMIT ?', [
          EVENTS_AT_ONCE,
        ]);
        if (open.length === 0) return;
        await events.run({ eventIds: open.map(({ id }) => id) });
      }
      throw new Error('Events without an end');
    },
    /** Network address of a person. */
    placeOf: (/** @type {{ number: number }} */ { number }) =>
      `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`,
    /** One tap on a red packet. It goes through the port: packets have a lane of their own beside the routes. */
    grab: async (
      /** @type {string} */ token,
      /** @type {string} */ place,
      /** @type {string} */ campaignId,
      /** @type {string} */ ticket,
    ) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/owner/campaigns/${campaignId}/waves/1/grab`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'x-forwarded-for': place,
        },
        body: JSON.stringify({ ticket }),
      });
      /** @type {any} */
      const body = await answer.json();
      if (answer.status >= 500) throw new Error(`A tap was answered with ${answer.status}`);
      return answer.ok ? body : { result: body.error.code };
    },
    /** Typed calls as somebody; `place` stands for their network address. */
    clientOf: (/** @type {string} */ token, /** @type {string} */ place) =>
      createApiClient(async ({ method, path, body, headers }) => {
        const answer = await app.inject({
          method: /** @type {'GET'} */ (method),
          url: `/api${path}`,
          remoteAddress: place,
          headers: { ...headers, authorization: `Bearer ${token}` },
          .../** @type {object} */ (body === undefined ? {} : { payload: body }),
        });
        return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) };
      }),
    stop: async () => {
      await worker.close();
      await app.close();
      await simulator.close();
    },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
