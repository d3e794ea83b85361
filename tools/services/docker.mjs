import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../lib/ports.mjs';
import { ROOT } from '../lib/root.mjs';
import { Stop } from '../lib/stop.mjs';
import { run } from '../lib/supervisor.mjs';
import { findBinary } from './binaries.mjs';

const COMPOSE_FILE = join(ROOT, 'tools', 'services', 'docker-compose.services.yml');

/**
 * The docker command, if its engine answers and it knows compose.
 * @returns {Promise<string | undefined>}
 */
export async function findDocker() {
  const docker = findBinary(['docker']);
  if (!docker) return undefined;
  const answers = await run(docker, ['version', '--format', '{{.Server.Version}}']);
  if (answers.code !== 0) return undefined;
  const composes = await run(docker, ['compose', 'version']);
  return composes.code === 0 ? docker : undefined;
}

/**
 * Runs only the database and Redis in containers, with named volumes of their own for each data folder.
 * @param {object} options
 * @param {string} options.docker
 * @param {string} options.dataDir
 * @param {import('../lib/data-dir.mjs').Secrets} options.secrets
 * @param {(text: string) => void} options.log
 * @returns {Promise<{ databaseUrl: string, redisUrl: string, stop: () => Promise<void> }>}
 */
export async function startInDocker({ docker, dataDir, secrets, log }) {
  const project = `cheban-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const [databasePort, redisPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    CHEBAN_DATABASE_PORT: String(databasePort),
    CHEBAN_DATABASE_PASSWORD: secrets.databasePassword,
    CHEBAN_REDIS_PORT: String(redisPort),
    CHEBAN_REDIS_PASSWORD: secrets.redisPassword,
  };
  const compose = (/** @type {string[]} */ ...args) =>
    run(docker, ['compose', '-p', project, '-f', COMPOSE_FILE, ...args], { env, onLine: log });
  log('starting the database and Redis with docker compose');
  const started = await compose('up', '--detach', '--wait');
  if (started.code !== 0) {
    await compose('stop');
    throw new Stop('docker compose could not start the database and Redis.', {
      detail: started.output.trimEnd().split('\n').slice(-20).join('\n'),
    });
  }
  return {
    databaseUrl: `mysql://root:${secrets.databasePassword}@127.0.0.1:${databasePort}/cheban`,
    redisUrl: `redis://:${secrets.redisPassword}@127.0.0.1:${redisPort}/0`,
    stop: async () => {
      await compose('stop');
    },
  };
}
