import { Redis, type RedisOptions } from 'ioredis';

/** Injection token of the shared command connection. */
export const REDIS = Symbol('REDIS');

/** Everything of ours in Redis starts with this; the braces keep BullMQ's keys on one cluster slot. */
export const KEY_PREFIX = '{cheban}';

/**
 * A connection that fails fast: commands are refused while Redis is away instead of piling up in memory. The truth is
 * in MySQL, so a refused wake-up only costs time.
 */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
    lazyConnect: true,
    ...options,
  });
  redis.on('error', () => {
    // ioredis reconnects by itself; readiness reports the outage. Without a listener the process would end.
  });
  return redis;
}

/** BullMQ workers block on their connection and wait for Redis to come back. */
export function connectBlockingRedis(url: string): Redis {
  return connectRedis(url, {
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    commandTimeout: undefined,
    lazyConnect: false,
  });
}

export interface RedisProblem {
  problem: string;
  fix: string;
}

/** What is wrong with this Redis for us, or null. */
export async function inspectRedis(redis: Redis): Promise<RedisProblem | null> {
  const [memory, persistence] = await Promise.all([redis.info('memory'), redis.info('persistence')]);
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1] ?? 'unknown';
  if (policy !== 'noeviction') {
    return {
      problem: `Redis may drop jobs: maxmemory-policy is "${policy}"`,
      fix: 'set "maxmemory-policy noeviction" in redis.conf (or run: redis-cli CONFIG SET maxmemory-policy noeviction)',
    };
  }
  if (/aof_enabled:0/.test(persistence)) {
    return {
      problem: 'Redis keeps no log, so what waits in it is lost when it is restarted: appendonly is "no"',
      fix: 'set "appendonly yes" in redis.conf (or run: redis-cli CONFIG SET appendonly yes)',
    };
  }
  if (/aof_last_write_status:err/.test(persistence)) {
    return {
      problem: 'Redis takes no writes because it cannot write its log',
      fix: 'make room on the disk of its folder',
    };
  }
  return null;
}
