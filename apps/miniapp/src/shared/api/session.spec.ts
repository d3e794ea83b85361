import type { ApiRequest, ApiResponse } from '@cheban/api-client';
import { describe, expect, it, vi } from 'vitest';
import type { LoginCredential } from '@/shared/platform/types';
import { createSession, type SessionCalls, type Tokens, withSession } from './session';

const credential: LoginCredential = { kind: 'weapp', code: 'c' };
const pair = (name: string): Tokens => ({ accessToken: `access-${name}`, refreshToken: `refresh-${name}` });

function setUp(
  stored?: Tokens,
  calls: Partial<SessionCalls> = {},
  proof: LoginCredential | null = credential,
) {
  let kept = stored;
  const login = vi.fn(calls.login ?? (async () => pair('new')));
  const refresh = vi.fn(calls.refresh ?? (async () => pair('fresh')));
  const session = createSession({
    store: {
      read: () => kept,
      write: (tokens) => {
        kept = tokens;
      },
      clear: () => {
        kept = undefined;
      },
    },
    calls: { login, refresh },
    credential: async () => proof,
  });
  return { session, login, refresh, kept: () => kept };
}

const get: ApiRequest = { method: 'GET', path: '/owner/home', headers: {} };

/** A server that takes one access token only. */
function server(good: string) {
  return vi.fn(
    async (request: ApiRequest): Promise<ApiResponse> =>
      request.headers.authorization === `Bearer ${good}`
        ? { status: 200, body: 'ok' }
        : { status: 401, body: {} },
  );
}

describe('session', () => {
  it('lets a code from the address win over the log-in kept here, also when its first try got no answer', async () => {
    let fresh = true;
    let kept: Tokens | undefined = pair('old');
    const login = vi
      .fn<SessionCalls['login']>()
      .mockRejectedValueOnce(Object.assign(new Error('no network'), { status: 0 }))
      .mockResolvedValueOnce(pair('other'));
    const session = createSession({
      store: {
        read: () => kept,
        write: (tokens) => {
          kept = tokens;
        },
        clear: () => {
          kept = undefined;
        },
      },
      calls: { login, refresh: async () => pair('fresh') },
      arrived: () => fresh,
      credential: async () => {
        const proof = fresh ? ({ kind: 'web', code: 'c', asked: false } as const) : null;
        fresh = false;
        return proof;
      },
    });
    await expect(session.tokens()).rejects.toThrow('no network');
    expect(kept).toBeUndefined();
    expect(await session.tokens()).toEqual(pair('other'));
    expect(login).toHaveBeenCalledTimes(2);
    expect(kept).toEqual(pair('other'));
  });

  it('logs in once for requests that start together', async () => {
    const { session, login } = setUp();
    const transport = withSession(server('access-new'), session, () => false);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => transport(get)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(login).toHaveBeenCalledTimes(1);
  });

  it('refreshes once when several requests meet 401, and spends the refresh token once', async () => {
    const { session, refresh, login, kept } = setUp(pair('old'));
    const transport = withSession(server('access-fresh'), session, () => false);
    const answers = await Promise.all([1, 2, 3].map(() => transport(get)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(refresh).toHaveBeenCalledExactlyOnceWith('refresh-old');
    expect(login).not.toHaveBeenCalled();
    expect(kept()).toEqual(pair('fresh'));
  });

  it('logs in again when the refresh token is spent', async () => {
    const { session, login } = setUp(pair('old'), { refresh: async () => undefined });
    const transport = withSession(server('access-new'), session, () => false);
    expect((await transport(get)).status).toBe(200);
    expect(login).toHaveBeenCalledTimes(1);
  });

  it('keeps the log-in when the network fails during a refresh', async () => {
    const { session, kept } = setUp(pair('old'), {
      refresh: async () => {
        throw new Error('no network');
      },
    });
    const transport = withSession(server('none'), session, () => false);
    await expect(transport(get)).rejects.toThrow('no network');
    expect(kept()).toEqual(pair('old'));
  });

  it('asks for a log-in where the platform cannot do it silently', async () => {
    const { session } = setUp(undefined, {}, null);
    const next = server('none');
    const answer = await withSession(next, session, () => false)(get);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: { code: 'AUTH.REQUIRED' } });
    expect(next).not.toHaveBeenCalled();
  });

  it('tries a refused token once, not for ever', async () => {
    const { session } = setUp(pair('old'));
    const next = server('none');
    expect((await withSession(next, session, () => false)(get)).status).toBe(401);
    expect(next).toHaveBeenCalledTimes(2);
  });

  it('sends public requests without a token', async () => {
    const { session, login } = setUp();
    const next = server('none');
    await withSession(next, session, () => true)({ ...get, path: '/brand' });
    expect(next.mock.calls[0]?.[0].headers.authorization).toBeUndefined();
    expect(login).not.toHaveBeenCalled();
  });
});
