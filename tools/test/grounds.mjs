import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build/build.mjs';
import { rooms } from '../build/rooms.mjs';
import { openDataDir } from '../lib/data-dir.mjs';
import { stopLeftOvers } from '../lib/left-overs.mjs';
import { lockHolder } from '../lib/lock.mjs';
import { freeBase } from '../lib/ports.mjs';
import { ROOT } from '../lib/root.mjs';
import { createSteps } from '../lib/steps.mjs';
import { Stop } from '../lib/stop.mjs';
import { installWorkspace } from '../lib/workspace.mjs';
import { findBinary } from '../services/binaries.mjs';
import { installDebian } from '../services/packages.mjs';
import { provideServices } from '../services/provide-services.mjs';
import { START_STEPS, startCopy } from '../start/copy.mjs';

const HOME = join(ROOT, '.cheban-test');
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FONT = /noto.*cjk/i;

/**
 * What the suites stand on, made only when a suite asks for it: a folder of its own for each run of `npm test`, packages,
 * builds, browser, services, a running copy.
 * @param {AbortSignal} signal
 */
export async function createGrounds(signal) {
  const home = join(HOME, String(process.pid));
  await clearAbandoned();
  mkdirSync(home, { recursive: true });
  /** @type {(() => Promise<void>)[]} */
  const undo = [];
  /** @type {Map<string, Promise<NodeJS.ProcessEnv>>} */
  const made = new Map();
  const note = () => {};

  const makers = {
    builds: async () => {
      await build(rooms, { note, signal });
      return {};
    },
    browser: async () => ({ CHROMIUM_PATH: await provideBrowser(signal) }),
    services: async () => {
      const data = await openDataDir(join(home, 'shared'), { note: 'test run' });
      undo.push(async () => data.release());
      const services = await provideServices({ data, signal });
      undo.push(services.stop);
      return { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl };
    },
    copy: async () => {
      const copy = await startCopy({
        dataDir: join(home, 'copy'),
        base: await freeBase(),
        fresh: false,
        steps: createSteps({ total: START_STEPS }),
        signal,
        onDeath: (failure) => process.stderr.write(`${failure.detail}\n${failure.message}\n`),
      });
      undo.push(copy.stop);
      const { owner, console: staff, api, phones } = copy.addresses;
      return {
        CHEBAN_OWNER_URL: owner,
        CHEBAN_CONSOLE_URL: staff,
        CHEBAN_API_URL: api,
        CHEBAN_PHONES_URL: phones,
        CHEBAN_DEMO_FILE: join(home, 'copy', 'demo.json'),
      };
    },
  };

  return {
    home,
    install: () => installWorkspace({ note, signal }),
    /** Makes what is needed, once, and gives back the environment that tells of it. */
    provide: async (/** @type {(keyof typeof makers)[]} */ needs) => {
      let env = {};
      for (const need of needs) {
        let making = made.get(need);
        if (!making) {
          making = makers[need]();
          made.set(need, making);
        }
        env = { ...env, ...(await making) };
      }
      return env;
    },
    /** Arguments for a start of its own: a folder and ports nobody else uses. */
    ownStart: async (/** @type {string} */ name) => [
      '--data',
      join(home, name),
      '--port',
      String(await freeBase()),
    ],
    /** Ends everything and removes the folder, whatever happened before. */
    clear: async () => {
      for (const step of undo.reverse()) await step().catch((error) => process.stderr.write(`${error}\n`));
      for (const name of existsSync(home) ? readdirSync(home) : [])
        await stopLeftOvers(join(home, name), note);
      rmSync(home, { recursive: true, force: true });
      if (existsSync(HOME) && readdirSync(HOME).length === 0) rmSync(HOME, { recursive: true, force: true });
    },
  };
}

/** Ends and removes what test runs that were killed hard have left. */
async function clearAbandoned() {
  for (const run of existsSync(HOME) ? readdirSync(HOME) : []) {
    const folders = readdirSync(join(HOME, run)).map((name) => join(HOME, run, name));
    if (isRunning(Number(run)) || folders.some((folder) => lockHolder(join(folder, 'start.lock')))) continue;
    for (const folder of folders) await stopLeftOvers(folder, () => {});
    rmSync(join(HOME, run), { recursive: true, force: true });
  }
}

function isRunning(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function provideBrowser(/** @type {AbortSignal} */ signal) {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return given;
  let found = findBinary(BROWSERS);
  if (!found || !hasChineseFont()) {
    const installed = await installDebian(['browser'], { log: () => {}, signal });
    found = findBinary(BROWSERS);
    if (!found) {
      const why = installed.ok ? 'it is still not there' : installed.reason;
      throw new Stop(
        `The browser tests need Chromium: ${why}; install it, or set CHROMIUM_PATH, and run this again.`,
      );
    }
  }
  return found;
}

/** Without one, every Chinese screen is a row of boxes; only Debian's place is looked at, others bring their own. */
function hasChineseFont() {
  const folder = '/usr/share/fonts';
  if (!existsSync('/etc/debian_version')) return true;
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => FONT.test(String(name)))
  );
}
