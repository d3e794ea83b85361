import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { hashSecret } from '../crypto/index.js';
import { AppError } from '../errors/index.js';
import { Gather } from '../gather/index.js';
import { KEY_PREFIX, REDIS } from '../redis/index.js';

const HIT = `local out = {}
for i, key in ipairs(KEYS) do
  local n = redis.call('incr', key)
  if n == 1 then redis.call('expire', key, ARGV[i]) end
  out[2 * i - 1], out[2 * i] = n, redis.call('ttl', key)
end
return out`;

interface Try {
  readonly key: string;
  readonly windowSec: number;
}

const PATIENCE_MS = 500;

/**
 * Counts tries in Redis. Only slows abusers down: every real limit is kept by the database, so it lets everybody
 * through while Redis is away, and does not wait for one that is slow.
 */
@Injectable()
export class RateLimit {
  private readonly tries = new Gather((tries: readonly Try[]) => this.count(tries));

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** One try of `who` at `what`; throws REQUEST.TOO_MANY past `limit` within `windowSec` seconds. */
  async hit(what: string, who: string, limit: number, windowSec: number): Promise<void> {
    const key = `${KEY_PREFIX}:limit:${what}:${hashSecret(who).slice(0, 22)}`;
    const answer = await soon(this.tries.ask({ key, windowSec }));
    if (answer && answer[0] > limit)
      throw new AppError('REQUEST.TOO_MANY', { retryAfterSec: Math.max(1, answer[1]) });
  }

  /** Tries so far and seconds until they are forgotten, of each. */
  private async count(tries: readonly Try[]): Promise<[number, number][]> {
    const keys = tries.map(({ key }) => key);
    const seconds = tries.map(({ windowSec }) => windowSec);
    const flat = (await this.redis.eval(HIT, keys.length, ...keys, ...seconds)) as number[];
    return tries.map((_, index) => [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0]);
  }
}

/** What comes within half a second, else null. Never rejects. */
async function soon<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    // An answer that has come while this process was busy counts: it is read before the next immediate.
    timer = setTimeout(() => setImmediate(() => resolve(null)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
