import { malformedAnswer, ProviderError, wechatError } from './errors.js';
import type { ProviderHttp } from './http.js';
import { TOKEN_ERRCODES } from './reactions.js';

export type StoredToken = {
  token: string;
  /** When we stop using it: 300 s before WeChat does. ISO instant. */
  refreshAt: string;
};

/** Where access tokens are shared between processes. */
export interface TokenStore {
  get(key: string): Promise<StoredToken | null>;
  /** @param ttlSeconds how long the entry can be of use */
  set(key: string, value: StoredToken, ttlSeconds: number): Promise<void>;
  /** Runs `work` while no other process runs work under the same key. */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** A token store for one process: tests and tools. */
export class MemoryTokenStore implements TokenStore {
  private readonly tokens = new Map<string, StoredToken>();
  private readonly tails = new Map<string, Promise<unknown>>();

  async get(key: string): Promise<StoredToken | null> {
    return this.tokens.get(key) ?? null;
  }

  async set(key: string, value: StoredToken): Promise<void> {
    this.tokens.set(key, value);
  }

  async lock<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.tails.set(
      key,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

export type AccessTokensOptions = {
  http: ProviderHttp;
  /** For example `https://api.weixin.qq.com`. */
  baseUrl: string;
  appId: string;
  secret: string;
  store: TokenStore;
  now: () => Date;
};

const API = 'wx.stable_token';
const EARLY_SECONDS = 300;

/**
 * The access token of one app id, from `POST /cgi-bin/stable_token`.
 * One process asks at a time; all share what the store holds.
 */
export class AccessTokens {
  private held: StoredToken | null = null;
  private readonly key: string;

  constructor(private readonly options: AccessTokensOptions) {
    this.key = `wechat-token:${options.appId}`;
  }

  /** A token that should be good. @throws ProviderError when WeChat gives none */
  async current(): Promise<string> {
    if (this.held && this.isFresh(this.held)) return this.held.token;
    const stored = await this.options.store.get(this.key);
    if (stored && this.isFresh(stored)) {
      this.held = stored;
      return stored.token;
    }
    return this.renew(null);
  }

  /**
   * A token other than the one WeChat just refused. If another process has fetched one meanwhile, that one.
   * @throws ProviderError when WeChat gives none
   */
  async renew(refused: string | null): Promise<string> {
    const { store } = this.options;
    return store.lock(this.key, async () => {
      const stored = await store.get(this.key);
      if (stored && stored.token !== refused && this.isFresh(stored)) {
        this.held = stored;
        return stored.token;
      }
      let fetched = await this.fetch(false);
      // Normal mode repeats a token that WeChat believes good; only force_refresh replaces it (20 a day).
      if (fetched.token === refused) fetched = await this.fetch(true);
      const seconds = Math.max(1, fetched.expiresIn - EARLY_SECONDS);
      const value = {
        token: fetched.token,
        refreshAt: new Date(this.options.now().getTime() + seconds * 1000).toISOString(),
      };
      await store.set(this.key, value, seconds);
      this.held = value;
      return value.token;
    });
  }

  /**
   * Runs a call with a token; when WeChat refuses the token, renews it once and runs the call once more.
   * A second refusal is a CONFIG error: the secret or the app id is wrong.
   */
  use<T>(call: (token: string) => Promise<T>): Promise<T> {
    // The usual way waits for nothing but the call itself.
    if (this.held && this.isFresh(this.held)) return this.useWith(this.held.token, call);
    return this.current().then((token) => this.useWith(token, call));
  }

  private useWith<T>(token: string, call: (token: string) => Promise<T>): Promise<T> {
    return call(token).catch(async (error: unknown) => {
      if (!isTokenError(error)) throw error;
      const next = await this.renew(token);
      try {
        return await call(next);
      } catch (again) {
        if (!isTokenError(again)) throw again;
        throw new ProviderError({
          ...again,
          providerText: again.providerText,
          reaction: 'CONFIG',
          cause: again,
        });
      }
    });
  }

  private isFresh(token: StoredToken): boolean {
    return this.options.now().getTime() < Date.parse(token.refreshAt);
  }

  private async fetch(force: boolean): Promise<{ token: string; expiresIn: number }> {
    const { http, baseUrl, appId, secret } = this.options;
    const { value } = await http.sendForJson({
      api: API,
      method: 'POST',
      url: `${baseUrl}/cgi-bin/stable_token`,
      json: { grant_type: 'client_credential', appid: appId, secret, force_refresh: force },
    });
    const errcode = Number(value.errcode ?? 0);
    if (errcode !== 0) {
      const error = wechatError(API, errcode, String(value.errmsg ?? ''));
      // There is no token to renew here: 40001 says that the secret is wrong.
      if (error.reaction === 'TOKEN') throw new ProviderError({ ...error, reaction: 'CONFIG' });
      throw error;
    }
    if (typeof value.access_token !== 'string')
      throw malformedAnswer(API, JSON.stringify(Object.keys(value)));
    return { token: value.access_token, expiresIn: Number(value.expires_in ?? 0) };
  }
}

function isTokenError(error: unknown): error is ProviderError {
  return error instanceof ProviderError && TOKEN_ERRCODES.has(Number(error.code));
}
