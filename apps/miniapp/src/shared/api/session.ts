import type { ApiResponse, Transport } from '@cheban/api-client';
import { errors } from '@cheban/contracts/constants';
import type { LoginCredential } from '@/shared/platform/types';

/** Tokens of one log-in. The refresh token rotates: each is good for one refresh. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Where tokens live between starts. */
export interface TokenStore {
  read(): Tokens | undefined;
  write(tokens: Tokens): void;
  clear(): void;
}

/** The two calls a session makes. Both use the bare transport, without the session around it. */
export interface SessionCalls {
  /** @throws ApiError when the credential is refused */
  login(credential: LoginCredential): Promise<Tokens>;
  /** @returns undefined when the refresh token is no longer good */
  refresh(refreshToken: string): Promise<Tokens | undefined>;
}

export interface SessionParts {
  readonly store: TokenStore;
  readonly calls: SessionCalls;
  /** From the platform: null when the person has to log in by hand. */
  readonly credential: () => Promise<LoginCredential | null>;
  /** A fresh credential waits that counts more than the tokens kept here: another person may hold the phone now. */
  readonly arrived?: () => boolean;
}

export interface Session {
  /** Tokens of the log-in, from storage, refresh or silent log-in; null when the person has to log in by hand. */
  tokens(): Promise<Tokens | null>;
  /** The server refused this access token: get other ones. */
  renew(refused: Tokens): Promise<Tokens | null>;
  /** Stores tokens of a log-in done elsewhere (SMS code, web redirect). */
  accept(tokens: Tokens): void;
  /** Forgets the tokens on this device. */
  clear(): void;
  isLoggedIn(): boolean;
  /** @returns stop listening */
  onChange(listener: () => void): () => void;
}

/**
 * Keeps the owner logged in. All callers share one promise for log-in and refresh: a page that fires five requests logs
 * in once, and a rotating refresh token is never spent twice.
 */
export function createSession({ store, calls, credential, arrived = () => false }: SessionParts): Session {
  let known: Tokens | undefined = store.read();
  let pending: Promise<Tokens | null> | undefined;
  let unspent: LoginCredential | undefined;
  const listeners = new Set<() => void>();

  const keep = (tokens: Tokens | undefined) => {
    known = tokens;
    if (tokens) store.write(tokens);
    else store.clear();
    for (const tell of listeners) tell();
  };

  const obtain = async (): Promise<Tokens | null> => {
    if (arrived()) keep(undefined);
    const before = known;
    if (before) {
      const renewed = await calls.refresh(before.refreshToken);
      // Someone logged in or out while we waited: theirs counts.
      if (known !== before) return known ?? null;
      if (renewed) {
        keep(renewed);
        return renewed;
      }
      keep(undefined);
    }
    const proof = unspent ?? (await credential());
    if (!proof) return null;
    // A code from the address cannot be had again: without an answer it is kept for the next try.
    unspent = proof.kind === 'web' ? proof : undefined;
    const tokens = await calls.login(proof).catch((error: unknown) => {
      if (!isUnanswered(error)) unspent = undefined;
      throw error;
    });
    unspent = undefined;
    keep(tokens);
    return tokens;
  };

  const once = () => {
    pending ??= obtain().finally(() => {
      pending = undefined;
    });
    return pending;
  };

  return {
    tokens: () => (known && !pending && !arrived() ? Promise.resolve(known) : once()),
    renew: (refused) =>
      // Another caller renewed already: use that, do not spend the new refresh token.
      known && known.accessToken !== refused.accessToken && !pending ? Promise.resolve(known) : once(),
    accept: (tokens) => keep(tokens),
    clear: () => keep(undefined),
    isLoggedIn: () => known !== undefined,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** No answer came: the request may or may not have been served. */
function isUnanswered(error: unknown): boolean {
  return (error as { status?: unknown } | null)?.status === 0;
}

/** What the API would answer: nobody is logged in and the platform cannot log in by itself. */
function loginNeeded(): ApiResponse {
  const code = 'AUTH.REQUIRED' as const;
  return { status: 401, body: { error: { code, message: errors[code].text, retry: false } } };
}

/**
 * Adds the access token; on 401 renews once and asks again. Public paths go without.
 */
export function withSession(
  next: Transport,
  session: Session,
  isPublic: (path: string) => boolean,
): Transport {
  return async (request) => {
    if (isPublic(request.path)) return next(request);
    const carry = (tokens: Tokens) =>
      next({ ...request, headers: { ...request.headers, authorization: `Bearer ${tokens.accessToken}` } });
    const tokens = await session.tokens();
    if (!tokens) return loginNeeded();
    const answer = await carry(tokens);
    if (answer.status !== 401) return answer;
    const renewed = await session.renew(tokens);
    return renewed ? carry(renewed) : loginNeeded();
  };
}
