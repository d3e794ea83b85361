import type { ApiRequest, ApiResponse, Transport } from '@cheban/api-client';
import type { SessionView } from '@cheban/contracts';

/** Keeps the refresh token between page loads; the access token never leaves memory. */
export interface TokenStore {
  read(): string | null;
  write(token: string | null): void;
}

export interface SessionDeps {
  /** One HTTP exchange; rejects only when no answer came. */
  send(request: ApiRequest): Promise<ApiResponse>;
  store: TokenStore;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `work` while no other tab refreshes: two tabs must not spend the same refresh token. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export interface Session {
  /** Adds the access token, refreshes it once when it is refused, ends the session when that fails. */
  transport: Transport;
  /** A usable access token, or null when nobody is logged in. Rejects when no answer came. */
  accessToken(): Promise<string | null>;
  /** Drops the access token, so that the next call refreshes. */
  expire(): void;
  begin(session: SessionView): void;
  /** Forgets the tokens. `onPurpose` when the person asked for it, and not a refusal of the server. */
  end(onPurpose?: boolean): void;
  /** Whether the last session was ended by the person: the next log-in then starts at the home page. */
  leftOnPurpose(): boolean;
  signedIn(): boolean;
  subscribe(listener: () => void): () => void;
}

/** Calls that carry no access token. */
const OPEN_PATHS = new Set(['/staff/login', '/staff/refresh', '/brand']);
/** Refresh this long before the end, so that a slow request still arrives in time. */
const EARLY_MS = 20_000;

const errorCode = (response: ApiResponse): string | undefined =>
  (response.body as { error?: { code?: string } } | null)?.error?.code;

/** A 401 that means "your token", not "your password". */
const tokenRefused = (response: ApiResponse): boolean =>
  response.status === 401 && errorCode(response) !== 'AUTH.PASSWORD_WRONG';

export function createSession(deps: SessionDeps): Session {
  let access: { token: string; until: number } | null = null;
  let purpose = false;
  let refreshing: Promise<string | null> | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  function begin(session: SessionView): void {
    access = { token: session.accessToken, until: deps.now() + session.expiresInSec * 1000 - EARLY_MS };
    purpose = false;
    deps.store.write(session.refreshToken);
    tell();
  }

  function end(onPurpose = false): void {
    access = null;
    purpose = onPurpose;
    deps.store.write(null);
    tell();
  }

  async function refresh(): Promise<string | null> {
    return deps.exclusively(async () => {
      // Read inside the lock: another tab may have rotated the token meanwhile.
      const refreshToken = deps.store.read();
      if (!refreshToken) return null;
      const answer = await deps.send({
        method: 'POST',
        path: '/staff/refresh',
        body: { refreshToken },
        headers: {},
      });
      if (answer.status >= 200 && answer.status < 300) {
        begin(answer.body as SessionView);
        return access?.token ?? null;
      }
      if (answer.status === 401 || answer.status === 403) {
        end();
        return null;
      }
      throw new Error(`refresh answered ${answer.status}`);
    });
  }

  function accessToken(): Promise<string | null> {
    if (access && access.until > deps.now()) return Promise.resolve(access.token);
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  const withToken = (request: ApiRequest, token: string | null): ApiRequest =>
    token ? { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } } : request;

  const transport: Transport = async (request) => {
    if (OPEN_PATHS.has(request.path)) return deps.send(request);
    const token = await accessToken();
    const first = await deps.send(withToken(request, token));
    if (!tokenRefused(first)) return first;
    // Another call may have refreshed while this one was under way: only drop the token that was refused.
    if (access?.token === token) access = null;
    const fresh = await accessToken();
    if (!fresh) return first;
    const second = await deps.send(withToken(request, fresh));
    if (tokenRefused(second)) end();
    return second;
  };

  return {
    transport,
    accessToken,
    begin,
    end,
    leftOnPurpose: () => purpose,
    expire: () => {
      access = null;
    },
    signedIn: () => deps.store.read() !== null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
