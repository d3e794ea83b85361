import type { ApiRequest, ApiResponse } from '@cheban/api-client';
import { describe, expect, it } from 'vitest';
import { createSession, type SessionDeps } from './session.js';

const request: ApiRequest = { method: 'GET', path: '/staff/my-day', headers: {} };
const refused: ApiResponse = { status: 401, body: { error: { code: 'AUTH.EXPIRED' } } };
const sessionOf = (number: number) => ({
  accessToken: `access${number}`,
  expiresInSec: 900,
  refreshToken: `refresh${number}`,
});

/** A server that takes exactly one access token and one refresh token at a time. */
function workshop(stored: string | null = 'refresh0') {
  const seen: string[] = [];
  let valid = 0;
  let saved = stored;
  let now = 0;
  const server = {
    answer: undefined as ((request: ApiRequest) => ApiResponse | undefined) | undefined,
    seen,
    revoke: () => {
      valid += 1;
    },
    pass: (ms: number) => {
      now += ms;
    },
    saved: () => saved,
  };
  const deps: SessionDeps = {
    now: () => now,
    store: {
      read: () => saved,
      write: (token) => {
        saved = token;
      },
    },
    exclusively: (work) => work(),
    send: async (sent) => {
      await Promise.resolve();
      const token = sent.headers['Authorization'];
      seen.push(`${sent.path} ${token ?? ''}`.trim());
      const special = server.answer?.(sent);
      if (special) return special;
      if (sent.path === '/staff/refresh') {
        const given = (sent.body as { refreshToken: string }).refreshToken;
        if (given !== `refresh${valid}`) return refused;
        valid += 1;
        return { status: 200, body: sessionOf(valid) };
      }
      return token === `Bearer access${valid}` ? { status: 200, body: 'ok' } : refused;
    },
  };
  return { server, session: createSession(deps) };
}

describe('session', () => {
  it('gets an access token from the stored refresh token and keeps the new one', async () => {
    const { server, session } = workshop();
    expect((await session.transport(request)).status).toBe(200);
    expect(server.seen).toEqual(['/staff/refresh', '/staff/my-day Bearer access1']);
    expect(server.saved()).toBe('refresh1');
  });

  it('shares one refresh among calls that start together', async () => {
    const { server, session } = workshop();
    const answers = await Promise.all([1, 2, 3].map(() => session.transport(request)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(server.seen.filter((line) => line.startsWith('/staff/refresh'))).toHaveLength(1);
  });

  it('retries once after a refused token, and not a second time', async () => {
    const { server, session } = workshop();
    await session.transport(request);
    server.answer = (sent) => (sent.path === '/staff/my-day' ? refused : undefined);
    expect((await session.transport(request)).status).toBe(401);
    expect(server.seen.filter((line) => line.startsWith('/staff/my-day'))).toHaveLength(3);
    expect(session.signedIn()).toBe(false);
  });

  it('refreshes before the access token ends', async () => {
    const { server, session } = workshop();
    await session.transport(request);
    server.pass(890_000);
    await session.transport(request);
    expect(server.seen.at(-1)).toBe('/staff/my-day Bearer access2');
  });

  it('ends when the refresh token is refused, and tells it', async () => {
    const { server, session } = workshop('stale');
    let told = 0;
    session.subscribe(() => {
      told += 1;
    });
    await session.transport(request);
    expect(session.signedIn()).toBe(false);
    expect(server.saved()).toBeNull();
    expect(told).toBeGreaterThan(0);
  });

  it('stays logged in when the refresh gets no usable answer', async () => {
    const { server, session } = workshop();
    server.answer = (sent) => (sent.path === '/staff/refresh' ? { status: 503, body: null } : undefined);
    await expect(session.transport(request)).rejects.toThrow();
    expect(session.signedIn()).toBe(true);
  });

  it('does not take a wrong password for a refused token', async () => {
    const { server, session } = workshop();
    server.answer = (sent) =>
      sent.path === '/staff/password'
        ? { status: 401, body: { error: { code: 'AUTH.PASSWORD_WRONG' } } }
        : undefined;
    const answer = await session.transport({ method: 'POST', path: '/staff/password', headers: {} });
    expect(answer.status).toBe(401);
    expect(server.seen.filter((line) => line.startsWith('/staff/password'))).toHaveLength(1);
    expect(session.signedIn()).toBe(true);
  });
});
