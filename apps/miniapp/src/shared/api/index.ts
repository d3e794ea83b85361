import { ApiError, createApiClient } from '@cheban/api-client';
import { errors } from '@cheban/contracts/constants';
import { authEndpoints, systemEndpoints } from '@cheban/contracts/endpoints';
import { login, storage } from '@/shared/platform';
import { apiBase } from './api-base';
import { installation } from './installation';
import { withRetry } from './retry';
import { createSession, type Tokens, withSession } from './session';
import { taroTransport } from './taro-transport';

export {
  describeError,
  describeProblem,
  isFinal,
  isGone,
  needsBinding,
  needsConsent,
  needsLogin,
} from './errors';

const tokensKey = 'cheban.tokens';
const bare = withRetry(taroTransport(apiBase));
/** Calls without a log-in: used by the session itself. */
const open = createApiClient(bare);

const publicPaths = new Set(
  [...Object.values(systemEndpoints), ...Object.values(authEndpoints)]
    .filter((endpoint) => endpoint.policy === 'public')
    .map((endpoint) => endpoint.path as string),
);

/**
 * A code that nobody here asked for would log the owner in as whoever sent the link. Only the demo has such links: the
 * cards of its simulated phones.
 * @throws ApiError AUTH.CODE_INVALID outside the demo
 */
async function requireDemo(): Promise<void> {
  const { demo } = await open.system.brand();
  const code = 'AUTH.CODE_INVALID' as const;
  if (!demo) throw new ApiError(errors[code].status, code, errors[code].text, false);
}

/** The owner's log-in on this device. */
export const session = createSession({
  store: {
    read: () => storage.read<Tokens>(tokensKey),
    write: (tokens) => storage.write(tokensKey, tokens),
    clear: () => storage.remove(tokensKey),
  },
  credential: () => login.credential(),
  arrived: () => login.arrived(),
  calls: {
    async login(credential) {
      if (credential.kind === 'web' && !credential.asked) await requireDemo();
      const app = credential.kind === 'weapp' ? 'mini' : 'h5';
      // A browser is shared by people more often than a phone, so only the mini-program names itself.
      const device = app === 'mini' ? { device: installation() } : {};
      const answer = await open.auth.wechatLogin({ body: { code: credential.code, app, ...device } });
      return { accessToken: answer.session.accessToken, refreshToken: answer.session.refreshToken };
    },
    async refresh(refreshToken) {
      try {
        const { accessToken, refreshToken: next } = await open.auth.refresh({ body: { refreshToken } });
        return { accessToken, refreshToken: next };
      } catch (error) {
        // Spent, revoked or too old: log in again. Anything else (no network) must not log the owner out.
        if (error instanceof ApiError && error.status === 401) return undefined;
        throw error;
      }
    },
  },
});

/** Typed calls of the API as the owner: `api.owner.home()`. Rejects with ApiError, whose message is for people. */
export const api = createApiClient(
  withSession(bare, session, (path) => publicPaths.has(path.split('?')[0] ?? path)),
);
