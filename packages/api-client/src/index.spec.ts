import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type ApiRequest, buildPath, createApiClient } from './index.js';

/** What a busy server answers. */
const busy = {
  status: 503,
  body: {
    error: { code: 'SERVER.UNAVAILABLE', message: '系统繁忙', retry: true, requestId: 'r', retryAfterSec: 2 },
  },
};

describe('api client', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

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

  it('comes again with the same key when the server says that it is busy, and gives up after three times', async () => {
    vi.useFakeTimers();
    const answers = [busy, { status: 200, body: { ok: true } }, busy, busy, busy, busy];
    const seen: ApiRequest[] = [];
    const client = createApiClient(async (request) => {
      seen.push(request);
      return answers[seen.length - 1] ?? busy;
    });
    const first = client.staffAuth.logout();
    await vi.runAllTimersAsync();
    await expect(first).resolves.toEqual({ ok: true });
    expect(seen[1]).toBe(seen[0]);
    const second = client.staffAuth.logout().catch((reason: unknown) => reason);
    await vi.runAllTimersAsync();
    expect(await second).toMatchObject({ code: 'SERVER.UNAVAILABLE', status: 503 });
    expect(seen).toHaveLength(5);
  });

  it.each([
    ['a read', 'live', busy],
    ['an error page of a proxy', 'logout', { status: 503, body: '<html>' }],
    [
      'a limit',
      'logout',
      { status: 429, body: { error: { ...busy.body.error, code: 'REQUEST.TOO_MANY', retryAfterSec: 1 } } },
    ],
    ['a long wait', 'logout', { status: 503, body: { error: { ...busy.body.error, retryAfterSec: 60 } } }],
  ])('does not come again for %s', async (_, call, answer) => {
    let asked = 0;
    const client = createApiClient(async () => {
      asked += 1;
      return answer;
    });
    await (call === 'live' ? client.system.live() : client.staffAuth.logout()).catch(() => undefined);
    expect(asked).toBe(1);
  });
});
