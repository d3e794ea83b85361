/** A real API process that a test may kill. It runs the server's build (apps/server/dist). */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { World } from '../../support/world.js';
import { pause } from './random.js';

const FILE = fileURLToPath(new URL('../../../dist/main.api.js', import.meta.url));
const LOOKS = 600;
const LOOK_MS = 100;

/** Boots an API on the world's database, Redis and simulator. Rejects if it does not come up. */
export async function bootApi(world: World, port: number): Promise<{ kill(): Promise<void> }> {
  const { config } = world;
  const child = spawn(process.execPath, [FILE], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      DATABASE_URL: config.databaseUrl,
      REDIS_URL: config.redisUrl,
      PORT: String(port),
      CHEBAN_DEMO: '1',
      SIMULATOR_URL: world.simulator.url,
      CHEBAN_DATA_KEY: config.dataKeys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','),
      CHEBAN_INDEX_KEY: config.indexKey.toString('base64'),
      CHEBAN_FILES_DIR: config.filesDir,
      LOG_LEVEL: 'silent',
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let look = 0; ; look += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null);
    if (up?.status === 200) break;
    if (look === LOOKS || child.exitCode !== null) throw new Error('The API does not come up');
    await pause(LOOK_MS);
  }
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
