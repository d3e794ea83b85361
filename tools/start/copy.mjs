import { join } from 'node:path';
import { build } from '../build/build.mjs';
import { startRooms } from '../build/rooms.mjs';
import { openDataDir } from '../lib/data-dir.mjs';
import { lastJsonLine, readJson, writeJson } from '../lib/files.mjs';
import { requireFreePorts, waitUntil } from '../lib/ports.mjs';
import { ownIdentity } from '../lib/process-id.mjs';
import { ROOT } from '../lib/root.mjs';
import { Stop } from '../lib/stop.mjs';
import { createSupervisor, deathOf, run } from '../lib/supervisor.mjs';
import { installWorkspace } from '../lib/workspace.mjs';
import { provideServices } from '../services/provide-services.mjs';
import { addressesOf, portsOf, SERVER_NODE_ARGS, serverEnv, simulatorEnv, webEnv } from './copy-env.mjs';

const CLI = join(ROOT, 'apps', 'server', 'dist', 'main.cli.js');
const READY_MS = 60_000;

/** How many steps startCopy shows. */
export const START_STEPS = 7;

/**
 * @typedef {object} Copy a running copy of the whole
 * @property {import('./copy-env.mjs').Addresses} addresses
 * @property {any} demo what seed-demo told: log-ins of the staff and owners
 * @property {(args: string[]) => Promise<{ code: number, stdout: string, output: string }>} cli runs main.cli.js against it
 * @property {() => Promise<void>} stop ends everything, keeps the data
 */

/**
 * Brings one copy up on a data folder: packages, services, build, database, demo group, processes. On failure everything
 * that was started is ended and a folder made for it is removed.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {number} options.base first of four ports
 * @param {boolean} options.fresh
 * @param {ReturnType<typeof import('../lib/steps.mjs').createSteps>} options.steps
 * @param {AbortSignal} options.signal
 * @param {(failure: Stop) => void} options.onDeath told when a process ends by itself
 * @returns {Promise<Copy>}
 */
export async function startCopy({ dataDir, base, fresh, steps, signal, onDeath }) {
  const before = () => requireFreePorts(portsOf(base));
  const data = await openDataDir(dataDir, { fresh, note: 'copy of Cheban', before });
  /** @type {Stop | undefined} */
  let dead;
  const supervisor = createSupervisor({
    dataDir: data.path,
    onDeath: (failure) => {
      dead ??= failure;
      onDeath(failure);
    },
    onRestart: (death) => process.stderr.write(`${death.message} It was started again.\n`),
  });
  const runFile = join(data.path, 'run.json');
  /** @type {() => Promise<void>} */
  let stopServices = async () => {};
  const stop = async () => {
    writeJson(runFile, { running: false });
    await supervisor.stopAll();
    await stopServices();
  };
  const stayAlive = () => {
    if (dead) throw dead;
    signal.throwIfAborted();
  };
  try {
    await steps.run('Packages', (note) => installWorkspace({ note, signal }));
    stayAlive();
    const services = await steps.run('Database and Redis', (note) =>
      provideServices({ data, log: note, signal, supervisor }),
    );
    stopServices = services.stop;
    stayAlive();
    await steps.run('Build', (note) => build(startRooms, { note, signal }));
    stayAlive();

    const addresses = addressesOf(base);
    const env = serverEnv({ base, addresses, services, data });
    const cli = (/** @type {string[]} */ args, /** @type {(line: string) => void} */ onLine = () => {}) =>
      run(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, cwd: ROOT, onLine, signal });
    await steps.run('Tables', (note) => succeed(cli, ['migrate'], note));
    stayAlive();
    const start = (
      /** @type {string} */ name,
      /** @type {string} */ file,
      /** @type {NodeJS.ProcessEnv} */ more = {},
    ) =>
      supervisor.start({
        name,
        command: process.execPath,
        args: [...(file.startsWith('apps/server/') ? SERVER_NODE_ARGS : []), join(ROOT, file)],
        cwd: ROOT,
        env: { ...process.env, ...env, ...more },
        patienceMs: 20_000,
      });
    // First of all processes: the demo group's import may already speak to it.
    const simulator = start(
      'simulator',
      'apps/simulator/dist/main.js',
      simulatorEnv({ base, addresses, data }),
    );
    await requireAnswer('simulator', `http://127.0.0.1:${base + 3}/phones`, simulator);
    const demo = await steps.run('Demo group', (note) => seedOnce({ data, cli, note }));
    stayAlive();
    await steps.run('Processes', async (note) => {
      note('api');
      const api = start('api', 'apps/server/dist/main.api.js', { PORT: String(base) });
      await requireAnswer('api', `http://127.0.0.1:${base}/api/health/live`, api);
      note('worker');
      start('worker', 'apps/server/dist/main.worker.js');
      start('web', 'tools/start/web.mjs', webEnv(base));
    });
    await steps.run('Ready', async () => {
      const urls = [`${addresses.api}/health/ready`, addresses.owner, addresses.console, addresses.phones];
      for (const url of urls) {
        const ready = await waitUntil(() => isOk(url), {
          timeoutMs: READY_MS,
          giveUp: () => dead !== undefined || signal.aborted,
        });
        stayAlive();
        if (!ready)
          throw new Stop(
            `${url} did not become ready within ${READY_MS / 1000} s; the logs are in ${supervisor.logs}.`,
          );
      }
    });
    supervisor.keepAlive();
    writeJson(runFile, { running: true, ...ownIdentity(), addresses, env });
    return { addresses, demo: demo.told, cli, stop: () => stop().finally(data.release) };
  } catch (error) {
    await stop().catch(() => {});
    data.release();
    discardUnlessUseful(data);
    // What stopped the start is of more use than what followed from it.
    throw dead && !signal.aborted ? dead : error;
  }

  async function requireAnswer(
    /** @type {string} */ name,
    /** @type {string} */ url,
    /** @type {import('../lib/supervisor.mjs').Started} */ child,
  ) {
    const giveUp = () => child.hasEnded() || signal.aborted;
    const ready = await waitUntil(() => isOk(url), { timeoutMs: READY_MS, giveUp });
    stayAlive();
    if (!ready)
      throw deathOf(
        name,
        child.hasEnded() ? 'it did not come up' : `silent for ${READY_MS / 1000} s`,
        child.logFile,
      );
  }
}

/** A new folder whose demo group was never finished holds nothing of worth. */
function discardUnlessUseful(/** @type {import('../lib/data-dir.mjs').DataDir} */ data) {
  if (!readJson(join(data.path, 'demo.json'))) data.discard();
}

async function seedOnce(
  /** @type {{ data: import('../lib/data-dir.mjs').DataDir, cli: (args: string[], onLine?: (line: string) => void) => Promise<{ code: number, stdout: string, output: string }>, note: (text: string) => void }} */ {
    data,
    cli,
    note,
  },
) {
  const file = join(data.path, 'demo.json');
  const known = readJson(file);
  if (known) return { told: known.told, skipped: 'already there' };
  const told = await succeed(cli, ['seed-demo'], note);
  writeJson(file, { told });
  return { told };
}

async function succeed(
  /** @type {(args: string[], onLine?: (line: string) => void) => Promise<{ code: number, stdout: string, output: string }>} */ cli,
  /** @type {string[]} */ args,
  /** @type {(text: string) => void} */ note,
) {
  const { code, stdout, output } = await cli(args, note);
  if (code !== 0) {
    throw new Stop(`"${args.join(' ')}" failed with exit code ${code}.`, {
      detail: output.trimEnd().split('\n').slice(-25).join('\n'),
    });
  }
  return lastJsonLine(stdout) ?? {};
}

async function isOk(/** @type {string} */ url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'manual' });
  await answer.body?.cancel();
  return answer.status < 400;
}
