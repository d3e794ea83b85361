import type { FastifyInstance } from 'fastify';
import type { World } from '../world/world.js';
import { addProviderRoute, bodyOf, queryOf, wechatRefusal } from './provider-route.js';

/** /cgi-bin/token and /cgi-bin/stable_token, for both apps. */
export function addTokenRoutes(app: FastifyInstance, world: World): void {
  const apps = [world.options.miniProgram, world.options.officialAccount];
  const refusal = (appId: unknown, secret: unknown, grantType: unknown): string | null => {
    if (grantType !== 'client_credential') return wechatRefusal(40002);
    if (!appId) return wechatRefusal(41002);
    if (!secret) return wechatRefusal(41004);
    const found = apps.find((candidate) => candidate.appId === appId);
    if (!found) return wechatRefusal(40013);
    return found.secret === secret ? null : wechatRefusal(40125);
  };
  const answer = (token: { token: string; expiresIn: number }) =>
    JSON.stringify({ access_token: token.token, expires_in: token.expiresIn });

  addProviderRoute(app, world, {
    api: 'token',
    method: 'GET',
    path: '/cgi-bin/token',
    handle: (request) => {
      const { appid = '', secret, grant_type } = queryOf(request);
      return refusal(appid, secret, grant_type) ?? answer(world.tokens.issue(appid));
    },
  });
  addProviderRoute(app, world, {
    api: 'stable_token',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    handle: (request) => {
      const body = bodyOf(request);
      if (!body) return wechatRefusal(47001);
      return (
        refusal(body.appid, body.secret, body.grant_type) ??
        answer(world.tokens.issueStable(String(body.appid), body.force_refresh === true))
      );
    },
  });
}
