import { describe, expect, it } from 'vitest';
import { ApiError, type ApiRequest, buildPath, createApiClient } from './index.js';

describe('api client', () => {
  it('fills parameters and query, and leaves undefined values out', () => {
    const endpoint = { method: 'GET', path: '/a/:id/b', policy: 'public', summary: '' } as const;
    expect(buildPath(endpoint, { params: { id: 'x/y' }, query: { q: '晋A', none: undefined, n: 2 } })).toBe(
      '/a/x%2Fy/b?q=%E6%99%8BA&n=2',
    );
  });

  it('sends an idempotency key with everything but GET, and the given one if there is one', async () => {
    const seen: ApiRequest[] = [];
    const client = createApiClient(async (request) => {
      seen.push(request);
      return { status: 200, body: { ok: true } };
    });
    await client.system.live();
    await client.staffAuth.logout();
    await client.staffAuth.logout({}, { idempotencyKey: 'mine' });
    expect(seen[0]?.headers['Idempotency-Key']).toBeUndefined();
    expect(seen[1]?.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/);
    expect(seen[2]?.headers['Idempotency-Key']).toBe('mine');
  });

  it('turns error answers and silence into ApiError with a Chinese sentence', async () => {
    const refused = createApiClient(async () => ({
      status: 409,
      body: { error: { code: 'BOOKING.SLOT_FULL', message: '约满', retry: false, requestId: 'r1' } },
    }));
    await expect(refused.system.live()).rejects.toMatchObject({
      code: 'BOOKING.SLOT_FULL',
      status: 409,
      requestId: 'r1',
    });
    const silent = createApiClient(async () => {
      throw new Error('ECONNRESET');
    });
    const error = await silent.system.live().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'NETWORK', retry: true });
    const gateway = createApiClient(async () => ({ status: 502, body: '<html>' }));
    await expect(gateway.system.live()).rejects.toMatchObject({ code: 'SERVER.UNAVAILABLE' });
  });
});
