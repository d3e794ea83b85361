import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { hashSecret } from '../crypto/index.js';
import { AppError } from '../errors/index.js';
import { KEY_PREFIX, REDIS } from '../redis/index.js';

const HIT = `local n = redis.call('incr', KEYS[1])
if n == 1 then redis.call('expire', KEYS[1], ARGV[1]) end
return {n, redis.call('ttl', KEYS[1])}`;

const PATIENCE_MS = 500;

/**
 * Counts tries in Redis. Only slows abusers down: every real limit is kept by the database, so it lets everybody
 * through while Redis is away, and does not wait for one that is slow.
 */
@Injectable()
export class RateLimit {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** One try of `who` at `what`; throws REQUEST.TOO_MANY past `limit` within `windowSec` seconds. */
  async hit(what: string, who: string, limit: number, windowSec: number): Promise<void> {
    const key = `${KEY_PREFIX}:limit:${what}:${hashSecret(who).slice(0, 22)}`;
    const answer = await soon(this.redis.eval(HIT, 1, key, windowSec) as Promise<[number, number]>);
    if (answer && answer[0] > limit)
      throw new AppError('REQUEST.TOO_MANY', { retryAfterSec: Math.max(1, answer[1]) });
  }
}

/** What comes within half a second, else null. Never rejects. */
async function soon<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
