import { expect, it } from 'vitest';
import { FieldCipher, useFieldCipher } from '../crypto/index.js';
import { connectRedis } from '../redis/index.js';
import { RedisTokenStore } from './redis-token-store.js';

it('does without Redis while it is away: nobody waits for a token that one could ask for', async () => {
  useFieldCipher(new FieldCipher([{ id: 'k1', key: Buffer.alloc(32, 7) }], Buffer.alloc(32, 9)));
  const redis = connectRedis('redis://127.0.0.1:1/0');
  const store = new RedisTokenStore(redis);
  expect(await store.get('token')).toBeNull();
  const got = await store.lock('token', async () => {
    await store.set('token', { token: 'abc', refreshAt: '2026-11-22T00:00:00.000Z' }, 7200);
    return 'abc';
  });
  expect(got).toBe('abc');
  redis.disconnect();
});
