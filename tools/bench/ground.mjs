import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build/build.mjs';
import { rooms } from '../build/rooms.mjs';
import { openDataDir } from '../lib/data-dir.mjs';
import { lastJsonLine } from '../lib/files.mjs';
import { stopLeftOvers } from '../lib/left-overs.mjs';
import { lockHolder } from '../lib/lock.mjs';
import { freePort, waitUntil } from '../lib/ports.mjs';
import { ROOT } from '../lib/root.mjs';
import { Stop } from '../lib/stop.mjs';
import { createSupervisor, deathOf, run } from '../lib/supervisor.mjs';
import { installWorkspace } from '../lib/workspace.mjs';
import { provideServices } from '../services/provide-services.mjs';
import { addressesOf, SERVER_NODE_ARGS, serverEnv } from '../start/copy-env.mjs';

const HOME = join(ROOT, '.cheban-bench');
const READY_MS = 60_000;
const SERVER = ['kernel', 'contracts', 'wechat', 'server'];

/**
 * @typedef {object} Ground what a suite stands on: services of its own with empty tables, and ways to start processes
 * @property {import('../services/provide-services.mjs').Services} services
 * @property {(file: string, args?: string[], input?: object, note?: (line: string) => void) => Promise<any>} script runs a file (from
 *   the root) to its end with the server's settings and `input` as BENCH_INPUT; gives back the JSON of its last line
 * @property {(name: string, file: string, options: { ready: string, input?: object }) => Promise<{ origin: string, pid: number, stop: () => Promise<void> }>} serve
 *   starts a server on a free port and waits until `ready` (a path) answers
 * @property {() => Promise<void>} clear ends everything and removes the data
 */

/**
 * Builds the server and gives it a database and Redis that nobody else uses; servers named by DATABASE_URL and REDIS_URL
 * are left alone, because a bench fills and watches its database.
 * @param {Pick<import('./suites.mjs').Bench, 'step' | 'signal'>} bench
 * @param {string[]} [built] names of the rooms that are built; those of the server if left out
 * @param {string} [mark] tells a second ground of this process from its first
 * @returns {Promise<Ground>}
 */
export async function layGround({ step, signal }, built = SERVER, mark = '') {
  await clearAbandoned();
  const data = await openDataDir(join(HOME, `${process.pid}${mark}`), { note: 'bench' });
  /** @type {Stop | undefined} */
  let dead;
  const supervisor = createSupervisor({ dataDir: data.path, onDeath: (failure) => (dead ??= failure) });
  let stopServices = async () => {};
  const clear = async () => {
    await supervisor.stopAll();
    await stopServices();
    data.release();
    rmSync(data.path, { recursive: true, force: true });
    if (existsSync(HOME) && readdirSync(HOME).length === 0) rmSync(HOME, { recursive: true, force: true });
  };
  const stayAlive = () => {
    if (dead) throw dead;
    signal.throwIfAborted();
  };
  try {
    await step('Packages', (note) => installWorkspace({ note, signal }));
    await step('Build', (note) =>
      build(
        rooms.filter((room) => built.includes(room.name)),
        { note, signal },
      ),
    );
    stayAlive();
    const { DATABASE_URL: _database, REDIS_URL: _redis, ...given } = process.env;
    const services = await step('Database and Redis', (note) =>
      provideServices({ data, env: given, log: note, signal, supervisor }),
    );
    stopServices = services.stop;
    stayAlive();
    // Nobody listens there: a bench calls no provider.
    const silent = await freePort();
    const env = {
      ...given,
      ...serverEnv({ base: silent - 3, addresses: addressesOf(silent - 3), services, data }),
      CHEBAN_DEMO: '0',
    };
    /** @type {Ground['script']} */
    const script = async (file, args = [], input = {}, note = () => {}) => {
      const { code, stdout, output } = await run(
        process.execPath,
        [...nodeArgs(), join(ROOT, file), ...args],
        {
          env: { ...env, BENCH_INPUT: JSON.stringify(input) },
          cwd: ROOT,
          onLine: note,
          signal,
        },
      );
      stayAlive();
      if (code !== 0)
        throw new Stop(`${file} ${args.join(' ')} failed with exit code ${code}.`, {
          detail: output.trimEnd().split('\n').slice(-25).join('\n'),
        });
      return lastJsonLine(stdout);
    };
    /** @type {Ground['serve']} */
    const serve = async (name, file, { ready, input = {} }) => {
      const port = await freePort();
      const origin = `http://127.0.0.1:${port}`;
      const child = supervisor.start({
        name,
        command: process.execPath,
        args: [...nodeArgs(), join(ROOT, file)],
        cwd: ROOT,
        env: { ...env, PORT: String(port), BENCH_INPUT: JSON.stringify(input) },
      });
      const up = await waitUntil(() => answers(`${origin}${ready}`), {
        timeoutMs: READY_MS,
        giveUp: () => child.hasEnded() || signal.aborted,
      });
      stayAlive();
      if (!up) throw deathOf(name, `silent for ${READY_MS / 1000} s`, child.logFile);
      return { origin, pid: child.pid, stop: child.stop };
    };
    await step('Tables', (note) => script('apps/server/dist/main.cli.js', ['migrate'], {}, note));
    return { services, script, serve, clear };
  } catch (error) {
    await clear().catch(() => {});
    // What stopped the bench is of more use than what followed from it.
    throw dead && !signal.aborted ? dead : error;
  }
}

async function answers(/** @type {string} */ url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
  await answer.body?.cancel();
  return answer.status === 200;
}

/** The same for ours and every peer. Those of BENCH_NODE_ARGS come last and win. */
function nodeArgs() {
  return [...SERVER_NODE_ARGS, ...(process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter(Boolean)];
}

/** Ends and removes what benches that were killed hard have left. */
async function clearAbandoned() {
  for (const name of existsSync(HOME) ? readdirSync(HOME) : []) {
    const folder = join(HOME, name);
    if (lockHolder(join(folder, 'start.lock'))) continue;
    await stopLeftOvers(folder, () => {});
    rmSync(folder, { recursive: true, force: true });
  }
}
