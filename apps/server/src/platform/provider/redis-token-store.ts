import { randomUUID } from 'node:crypto';
import type { StoredToken, TokenStore } from '@cheban/wechat';
import type { Redis } from 'ioredis';
import { fieldCipher } from '../crypto/index.js';
import { KEY_PREFIX } from '../redis/index.js';

const LOCK_MS = 10_000;
const WAIT_MS = 50;

const RELEASE =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * Shares WeChat's access tokens between processes; encrypted, so that a Redis dump gives nobody our account. While Redis
 * is away each process asks for itself: WeChat gives all of them the same token.
 */
export class RedisTokenStore implements TokenStore {
  constructor(private readonly redis: Redis) {}

  async get(key: string): Promise<StoredToken | null> {
    const stored = await this.redis.get(`${KEY_PREFIX}:${key}`).catch(() => null);
    // A token under a key that is gone is fetched anew.
    if (stored === null || !fieldCipher().canRead(stored)) return null;
    return JSON.parse(fieldCipher().decrypt(stored)) as StoredToken;
  }

  async set(key: string, value: StoredToken, ttlSeconds: number): Promise<void> {
    const text = fieldCipher().encrypt(JSON.stringify(value));
    await this.redis.set(`${KEY_PREFIX}:${key}`, text, 'EX', Math.max(1, ttlSeconds)).catch(() => null);
  }

  async lock<T>(key: string, work: () => Promise<T>): Promise<T> {
    const name = `${KEY_PREFIX}:lock:${key}`;
    const holder = randomUUID();
    // At most LOCK_MS / WAIT_MS tries: the lock of a dead process lapses by then.
    for (let attempt = 0; attempt <= LOCK_MS / WAIT_MS; attempt += 1) {
      const taken = await this.redis.set(name, holder, 'PX', LOCK_MS, 'NX').catch(() => 'away');
      if (taken !== null) break;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
    try {
      return await work();
    } finally {
      await this.redis.eval(RELEASE, 1, name, holder).catch(() => 0);
    }
  }
}
