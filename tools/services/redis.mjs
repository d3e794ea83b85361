import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, writeWhole } from '../lib/files.mjs';
import { firstAnswer, freePort, waitUntil } from '../lib/ports.mjs';
import { Stop } from '../lib/stop.mjs';
import { deathOf } from '../lib/supervisor.mjs';

const READY_MS = 60_000;
const PORT_TRIES = 3;

/**
 * Starts a private Redis or Valkey on loopback with its files in `<data>/redis`, durable (AOF) and never evicting.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} options.binary
 * @param {string} options.password
 * @param {ReturnType<typeof import('../lib/supervisor.mjs').createSupervisor>} options.supervisor
 * @param {(text: string) => void} options.log
 * @returns {Promise<string>} the REDIS_URL
 */
export async function startRedis({ dataDir, binary, password, supervisor, log }) {
  const home = join(dataDir, 'redis');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    log(`starting Redis on port ${port}`);
    // A file rather than arguments: arguments, and with them the password, are seen by everyone on the machine.
    const config = join(dataDir, 'redis.conf');
    writeWhole(config, configuration({ home, port, password }));
    const server = supervisor.start({
      name: 'redis',
      command: binary,
      args: [config],
      patienceMs: 30_000,
      watched: false,
    });
    const ready = await waitUntil(() => answers(port, password), {
      timeoutMs: READY_MS,
      giveUp: server.hasEnded,
    });
    if (ready && !server.hasEnded()) {
      server.watch();
      return `redis://:${password}@127.0.0.1:${port}/0`;
    }
    const end = lastLines(server.logFile, 40);
    const died = server.hasEnded();
    await server.stop();
    if (/No space left/i.test(end)) {
      throw new Stop(`The disk is full: Redis cannot write to ${home}; free some space and run this again.`);
    }
    if (died && attempt < PORT_TRIES && /address already in use/i.test(end)) continue;
    throw deathOf('redis', died ? 'it did not come up' : `silent for ${READY_MS / 1000} s`, server.logFile);
  }
}

/** While Redis reads its log it answers -LOADING; only +PONG means ready. */
async function answers(/** @type {number} */ port, /** @type {string} */ password) {
  const answer = await firstAnswer({ port, say: `AUTH ${password}\r\nPING\r\n` });
  return (
    answer.toString().includes('+PONG') || (answer.toString() === '+OK\r\n' && (await pongs(port, password)))
  );
}

/** The two answers may come in two packets: then the log is not being read, and asking once more settles it. */
async function pongs(/** @type {number} */ port, /** @type {string} */ password) {
  const answer = await firstAnswer({ port, say: `AUTH ${password}\r\nPING\r\nPING\r\n` });
  return answer.toString().startsWith('+OK');
}

function configuration(
  /** @type {{ home: string, port: number, password: string }} */ { home, port, password },
) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'protected-mode yes',
    'daemonize no',
    `dir "${home.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'databases 16',
    '',
  ].join('\n');
}
