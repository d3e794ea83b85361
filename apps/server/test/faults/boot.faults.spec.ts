import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { afterEach, describe, expect, it } from 'vitest';
import { BootRefused, lay } from '../../src/foundation.js';
import { loadConfig } from '../../src/platform/config/index.js';
import { inspectRedis } from '../../src/platform/redis/index.js';
import { createSchema } from '../support/world.js';
import { canStart, type PrivateService, privateDatabase, privateRedis } from './support/private-services.js';

const given = process.env.DATABASE_URL;
const opened: PrivateService[] = [];
afterEach(async () => {
  for (const service of opened.splice(0)) await service.clear();
  process.env.DATABASE_URL = given;
});

async function started(service: PrivateService): Promise<PrivateService> {
  opened.push(service);
  await service.start();
  return service;
}

/** Why a process does not boot on these; fails if it does. */
async function refusal(databaseUrl: string, redisUrl: string): Promise<string> {
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    CHEBAN_DEMO: '1',
    CHEBAN_DATA_KEY: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    CHEBAN_INDEX_KEY: Buffer.alloc(32, 9).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  return lay(config, 'api').then(
    () => 'booted',
    (error: Error) => (error instanceof BootRefused ? error.message : `crashed: ${error.stack}`),
  );
}

describe.skipIf(!canStart.redis)('a Redis that loses things (E9)', () => {
  it.each([
    [
      'evicts',
      ['--maxmemory-policy', 'allkeys-lru'],
      /may drop jobs.*allkeys-lru.*maxmemory-policy noeviction/s,
    ],
    ['keeps no log', ['--appendonly', 'no'], /keeps no log.*appendonly yes/s],
  ] as const)('is refused at the start when it %s', async (_what, settings, sentence) => {
    const redis = await started(await privateRedis(...settings));
    const schema = await createSchema();
    expect(await refusal(schema.url, redis.url)).toMatch(sentence);
    await schema.drop();
  });

  it('is seen by readiness when somebody changes it later', async () => {
    const redis = await started(await privateRedis());
    const client = new Redis(redis.url);
    expect(await inspectRedis(client)).toBeNull();
    await client.config('SET', 'appendonly', 'no');
    expect((await inspectRedis(client))?.problem).toContain('keeps no log');
    client.disconnect();
  });

  it.each([
    ['is caught: without a log a restart forgets what was acknowledged', 'no', 0],
    ['keeps what it acknowledged with one', 'yes', 3],
  ] as const)('%s', async (_what, log, left) => {
    const redis = await started(await privateRedis('--appendonly', log));
    const client = new Redis(redis.url);
    await client.rpush('jobs', 'a', 'b', 'c');
    client.disconnect();
    await redis.kill();
    await redis.start();
    const again = new Redis(redis.url);
    expect(await again.llen('jobs')).toBe(left);
    again.disconnect();
  });
});

describe.skipIf(!canStart.database || !canStart.redis)('a database that loses things (E9)', () => {
  it('is refused at the start when it does not flush at each commit', async () => {
    const database = await started(await privateDatabase());
    const redis = await started(await privateRedis());
    process.env.DATABASE_URL = database.url;
    const schema = await createSchema();
    const admin = await createConnection(database.url);
    await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    await admin.end();
    expect(await refusal(schema.url, redis.url)).toMatch(
      /forget committed.*innodb_flush_log_at_trx_commit=1/s,
    );
  });
});
