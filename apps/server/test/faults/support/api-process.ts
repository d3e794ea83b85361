/** Real processes of ours that a test may end. They run the server's build (apps/server/dist). */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { World } from '../../support/world.js';
import { pause } from './random.js';

/** Two minutes: a machine that is busy with other things boots slowly. */
const LOOKS = 1_200;
const LOOK_MS = 100;

export interface ServerProcess {
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has finished what it had in hand. */
  terminate(): Promise<void>;
}

/** Boots an API on the world's database, Redis and simulator. Rejects if it does not come up. */
export function bootApi(
  world: World,
  port: number,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  return bootServer(world, 'main.api.js', `http://127.0.0.1:${port}/api/health/ready`, {
    PORT: String(port),
    ...env,
  });
}

/** The same for a worker, whose health is told on `port`. */
export function bootWorker(world: World, port: number): Promise<ServerProcess> {
  return bootServer(world, 'main.worker.js', `http://127.0.0.1:${port}/`, { WORKER_PORT: String(port) });
}

/** Settings by which a process of its own works on the things of this world. */
export function environmentOf({ config, simulator }: World): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    DATABASE_URL: config.databaseUrl,
    REDIS_URL: config.redisUrl,
    CHEBAN_DEMO: '1',
    SIMULATOR_URL: simulator.url,
    CHEBAN_DATA_KEY: config.dataKeys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','),
    CHEBAN_INDEX_KEY: config.indexKey.toString('base64'),
    CHEBAN_FILES_DIR: config.filesDir,
  };
}

async function bootServer(
  world: World,
  file: string,
  health: string,
  env: Record<string, string>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../../dist/${file}`, import.meta.url))], {
    stdio: 'ignore',
    env: { ...environmentOf(world), LOG_LEVEL: 'silent', ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  for (let look = 0; ; look += 1) {
    const up = await fetch(health).catch(() => null);
    if (up?.status === 200) break;
    if (look === LOOKS || child.exitCode !== null) {
      child.kill('SIGKILL');
      throw new Error(`${file} does not come up`);
    }
    await pause(LOOK_MS);
  }
  return { kill: () => end('SIGKILL'), terminate: () => end('SIGTERM') };
}
