import { createDataSource } from './database/data-source.js';
import { MovableClock } from './platform/clock/index.js';
import { type Config, ConfigError, loadConfig } from './platform/config/index.js';
import { FieldCipher, useFieldCipher } from './platform/crypto/index.js';
import { inspectDatabase, tuneConnections } from './platform/database/index.js';
import { createLogger } from './platform/logging/index.js';
import type { Foundation } from './platform/platform.module.js';
import { connectRedis, inspectRedis, KEY_PREFIX } from './platform/redis/index.js';

/** A boot refused for a reason that a person can mend. */
export class BootRefused extends Error {}

/** Connects database and Redis and refuses those that could lose data. Throws BootRefused. */
export async function lay(config: Config, role: string): Promise<Foundation> {
  useFieldCipher(new FieldCipher(config.dataKeys, config.indexKey));
  const logger = createLogger(config.logLevel, role);
  const dataSource = createDataSource(config);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new BootRefused(`The database does not answer (${(error as Error).message}). Check DATABASE_URL.`);
  }
  await tuneConnections(dataSource, config.databasePatience[role === 'api' ? 'api' : 'background']);
  const database = await inspectDatabase(dataSource);
  if (database) throw new BootRefused(`${database.problem}. To fix it, ${database.fix}.`);
  const redis = connectRedis(config.redisUrl);
  try {
    await redis.connect();
  } catch (error) {
    throw new BootRefused(`Redis does not answer (${(error as Error).message}). Check REDIS_URL.`);
  }
  const problem = await inspectRedis(redis);
  if (problem) throw new BootRefused(`${problem.problem}. To fix it, ${problem.fix}.`);
  if (!config.movableClock) return { config, logger, dataSource, redis };
  return { config, logger, dataSource, redis, clock: await followClock(redis) };
}

const CLOCK_KEY = `${KEY_PREFIX}:clock-ahead`;
const FOLLOW_MS = 500;

/** A clock that follows what `care run` has set for all processes. */
async function followClock(redis: Foundation['redis']): Promise<MovableClock> {
  const clock = new MovableClock();
  const follow = async () => clock.setAhead(Number((await redis.get(CLOCK_KEY)) ?? 0));
  await follow();
  // While Redis is away the time stays as it was.
  setInterval(() => void follow().catch(() => {}), FOLLOW_MS).unref();
  return clock;
}

/** Moves the clock of every process of this copy. */
export async function moveClock(redis: Foundation['redis'], aheadMs: number): Promise<void> {
  await redis.set(CLOCK_KEY, String(Math.round(aheadMs)));
}

/** Reads the configuration, lays the foundation and runs; a refused boot prints one sentence and exits with 1. */
export async function boot(role: string, run: (foundation: Foundation) => Promise<void>): Promise<void> {
  try {
    await run(await lay(loadConfig(), role));
  } catch (error) {
    const known = error instanceof BootRefused || error instanceof ConfigError;
    process.stderr.write(known ? `${error.message}\n` : `${(error as Error).stack ?? error}\n`);
    process.exit(1);
  }
}
