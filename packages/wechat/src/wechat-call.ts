import { wechatError } from './errors.js';
import { type HttpAnswer, type ProviderHttp, readJsonObject } from './http.js';
import type { AccessTokens } from './token.js';

/** What a client of one WeChat app needs. */
export type WechatAppOptions = {
  http: ProviderHttp;
  /** For example `https://api.weixin.qq.com`. */
  baseUrl: string;
  appId: string;
  secret: string;
  tokens: AccessTokens;
};

export type JsonObject = Record<string, unknown>;

/** Throws the ProviderError of an answer whose errcode is present and not 0; returns the answer otherwise. */
export function assertOk(api: string, value: JsonObject): JsonObject {
  const errcode = Number(value.errcode ?? 0);
  if (errcode !== 0) throw wechatError(api, errcode, String(value.errmsg ?? ''));
  return value;
}

/** GET without an access token (login calls carry the secret instead). */
export async function getWithSecret(
  http: ProviderHttp,
  api: string,
  url: string,
  query: Record<string, string>,
): Promise<JsonObject> {
  const { value } = await http.sendForJson({
    api,
    method: 'GET',
    url: `${url}?${new URLSearchParams(query)}`,
  });
  return assertOk(api, value);
}

/** GET with an access token, renewed once when refused. */
export async function getWithToken(
  app: WechatAppOptions,
  api: string,
  path: string,
  query: Record<string, string>,
): Promise<JsonObject> {
  return app.tokens.use(async (token) => {
    const url = `${app.baseUrl}${path}?${new URLSearchParams({ access_token: token, ...query })}`;
    const { value } = await app.http.sendForJson({ api, method: 'GET', url });
    return assertOk(api, value);
  });
}

/** POST of a JSON body with an access token, renewed once when refused. */
export function postWithToken(
  app: WechatAppOptions,
  api: string,
  path: string,
  json: JsonObject,
): Promise<JsonObject> {
  return postAndRead(app, api, path, json, (value) => value);
}

/** The same, giving back what `read` makes of a good answer. */
export function postAndRead<T>(
  app: WechatAppOptions,
  api: string,
  path: string,
  json: JsonObject,
  read: (value: JsonObject) => T,
): Promise<T> {
  // No async functions here: thousands of messages a second come this way.
  return app.tokens.use((token) =>
    app.http.sendAndRead({ api, method: 'POST', url: withToken(app, path, token), json }, (value) =>
      read(assertOk(api, value)),
    ),
  );
}

/** POST whose success is a picture and whose failure is JSON: told apart by the content type. */
export async function postForImage(
  app: WechatAppOptions,
  api: string,
  path: string,
  json: JsonObject,
): Promise<HttpAnswer> {
  return app.tokens.use(async (token) => {
    const answer = await app.http.send({ api, method: 'POST', url: withToken(app, path, token), json });
    if (answer.contentType.startsWith('image/')) return answer;
    const value = assertOk(api, readJsonObject(api, answer.body));
    throw wechatError(api, -1, `no image: ${JSON.stringify(value).slice(0, 100)}`);
  });
}

/** Copies the entries whose value is given. */
export function definedOnly(values: JsonObject): JsonObject {
  const defined: JsonObject = {};
  for (const key of Object.keys(values)) if (values[key] !== undefined) defined[key] = values[key];
  return defined;
}

function withToken(app: WechatAppOptions, path: string, token: string): string {
  return `${app.baseUrl}${path}?access_token=${encodeURIComponent(token)}`;
}
