import { firstAnswer } from '../lib/ports.mjs';
import { Stop } from '../lib/stop.mjs';
import { createSupervisor } from '../lib/supervisor.mjs';
import { findDatabase, findRedis, programFolders } from './binaries.mjs';
import { findDocker, startInDocker } from './docker.mjs';
import { startDatabase } from './mariadb.mjs';
import { installDebian } from './packages.mjs';
import { startRedis } from './redis.mjs';

/**
 * @typedef {object} Services
 * @property {string} databaseUrl mysql://user:password@host:port/schema
 * @property {string} redisUrl
 * @property {() => Promise<void>} stop ends what was started for this call; servers given by URL are left alone
 */

/**
 * Provides a database and Redis for a data folder that the caller holds (openDataDir). In this order: DATABASE_URL and
 * REDIS_URL; private instances from the programs on this machine; the same after installing them on Debian or Ubuntu;
 * docker compose; else one sentence. Each of the two is decided for itself.
 * @param {object} options
 * @param {import('../lib/data-dir.mjs').DataDir} options.data
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string[]} [options.folders] where programs are looked for
 * @param {boolean} [options.mayInstall] whether missing programs may be installed or run in containers
 * @param {(text: string) => void} [options.log]
 * @param {AbortSignal} [options.signal]
 * @param {(failure: Stop) => void} [options.onDeath] told when one of the two dies while in use
 * @param {ReturnType<typeof createSupervisor>} [options.supervisor] of the same data folder, if the caller has one
 * @returns {Promise<Services>}
 */
export async function provideServices(options) {
  const { data, env = process.env, folders = programFolders(env), mayInstall = true } = options;
  const { log = () => {}, signal, onDeath, supervisor } = options;
  const given = { database: env['DATABASE_URL'], redis: env['REDIS_URL'] };
  if (given.database) await requireReachable(given.database, 'DATABASE_URL', 3306);
  if (given.redis) await requireReachable(given.redis, 'REDIS_URL', 6379);
  if (given.database && given.redis) {
    return { databaseUrl: given.database, redisUrl: given.redis, stop: async () => {} };
  }

  const missing = () => [
    ...(given.database || findDatabase(folders) ? [] : [/** @type {const} */ ('database')]),
    ...(given.redis || findRedis(folders) ? [] : [/** @type {const} */ ('redis')]),
  ];
  if (missing().length > 0) {
    const installed = mayInstall
      ? await installDebian(missing(), { log, signal })
      : { ok: false, reason: 'nothing may be installed' };
    if (missing().length > 0) {
      const docker = mayInstall ? await findDocker() : undefined;
      if (docker) {
        const inDocker = await startInDocker({ docker, dataDir: data.path, secrets: data.secrets, log });
        return {
          databaseUrl: given.database ?? inDocker.databaseUrl,
          redisUrl: given.redis ?? inDocker.redisUrl,
          stop: inDocker.stop,
        };
      }
      const names = missing().map((what) => (what === 'database' ? 'MariaDB 10.11 or MySQL 8' : 'Redis 7'));
      throw new Stop(
        `Cheban needs ${names.join(' and ')}: ${'reason' in installed ? `${installed.reason}, and ` : ''}no container engine is used; install ${missing().length > 1 ? 'them' : 'it'}, or set DATABASE_URL and REDIS_URL, and run this again.`,
      );
    }
  }

  const own = supervisor ?? createSupervisor({ dataDir: data.path, onDeath });
  const [database, redis] = [findDatabase(folders), findRedis(folders)];
  try {
    const databaseUrl =
      given.database ??
      (await startDatabase({
        dataDir: data.path,
        binaries: /** @type {NonNullable<typeof database>} */ (database),
        password: data.secrets.databasePassword,
        supervisor: own,
        log,
      }));
    const redisUrl =
      given.redis ??
      (await startRedis({
        dataDir: data.path,
        binary: String(redis),
        password: data.secrets.redisPassword,
        supervisor: own,
        log,
      }));
    return { databaseUrl, redisUrl, stop: own.stopAll };
  } catch (error) {
    await own.stopAll();
    throw error;
  }
}

async function requireReachable(
  /** @type {string} */ url,
  /** @type {string} */ name,
  /** @type {number} */ usualPort,
) {
  let address;
  try {
    address = new URL(url);
  } catch {
    throw new Stop(
      `${name} is not a URL; it looks like ${name === 'REDIS_URL' ? 'redis://' : 'mysql://user:'}password@host:port/name.`,
    );
  }
  // A path to a socket stands in the query or the host part is empty: the server's own boot check will tell.
  if (!address.hostname || address.searchParams.has('socketPath')) return;
  const where = { host: address.hostname, port: Number(address.port) || usualPort, timeoutMs: 5000 };
  try {
    await firstAnswer({ ...where, say: name === 'REDIS_URL' ? 'PING\r\n' : '' });
  } catch {
    throw new Stop(
      `${name} names ${where.host}:${where.port}, but no server answers there; start it or unset ${name}.`,
    );
  }
}
