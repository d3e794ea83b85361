import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProviderHttp } from '../src/http.js';
import { MiniProgramClient } from '../src/mini-program.client.js';
import { AccessTokens, MemoryTokenStore } from '../src/token.js';
import { answerJson, startFakeProvider } from './fake-provider.js';

let fake: Awaited<ReturnType<typeof startFakeProvider>>;
let http: ProviderHttp;
let goodToken: string;
let issued: number;
let sameTokenUntilForced: boolean;
let now: Date;

beforeEach(async () => {
  goodToken = 'token-1';
  issued = 0;
  sameTokenUntilForced = false;
  now = new Date('2026-11-21T08:00:00Z');
  http = new ProviderHttp();
  fake = await startFakeProvider((request, response) => {
    if (request.path === '/cgi-bin/stable_token') {
      const { force_refresh, secret } = JSON.parse(request.body);
      if (secret !== 's') return answerJson(response, '{"errcode":40001,"errmsg":"invalid credential"}');
      if (!sameTokenUntilForced || force_refresh) {
        issued += 1;
        goodToken = `token-${issued}`;
      }
      const token = sameTokenUntilForced && !force_refresh ? 'stale' : goodToken;
      return answerJson(response, JSON.stringify({ access_token: token, expires_in: 7200 }));
    }
    if (request.query.get('access_token') !== goodToken) {
      return answerJson(response, '{"errcode":40001,"errmsg":"invalid credential rid: 1-2-3"}');
    }
    answerJson(response, '{"errcode":0,"errmsg":"ok","msgid":2097683633284153344}');
  });
});

afterEach(async () => {
  await http.close();
  await fake.close();
});

function tokensWith(store = new MemoryTokenStore(), secret = 's') {
  return new AccessTokens({ http, baseUrl: fake.url, appId: 'wx1', secret, store, now: () => now });
}

function clientWith(tokens: AccessTokens) {
  return new MiniProgramClient({ http, baseUrl: fake.url, appId: 'wx1', secret: 's', tokens });
}

const message = { openid: 'o', templateId: 't', data: { thing1: 'x' } };
const tokenCalls = () => fake.seen.filter((request) => request.path === '/cgi-bin/stable_token').length;

describe('AccessTokens', () => {
  it('asks once for many calls at the same time, across two processes that share a store', async () => {
    const store = new MemoryTokenStore();
    const [a, b] = [tokensWith(store), tokensWith(store)];
    const all = await Promise.all([a.current(), b.current(), a.current(), b.current()]);
    expect(new Set(all)).toEqual(new Set(['token-1']));
    expect(tokenCalls()).toBe(1);
  });

  it('fetches a new one 300 s before the old one ends', async () => {
    const tokens = tokensWith();
    await tokens.current();
    now = new Date(now.getTime() + 6_899_000);
    expect(await tokens.current()).toBe('token-1');
    now = new Date(now.getTime() + 1_000);
    expect(await tokens.current()).toBe('token-2');
  });

  it('renews once and repeats the call once when the token is refused', async () => {
    const tokens = tokensWith();
    await tokens.current();
    goodToken = 'replaced elsewhere';
    await expect(clientWith(tokens).sendSubscribeMessage(message)).resolves.toEqual({
      msgId: '2097683633284153344',
    });
    expect(tokenCalls()).toBe(2);
  });

  it('forces a new token when normal mode repeats the refused one', async () => {
    sameTokenUntilForced = true;
    await clientWith(tokensWith()).sendSubscribeMessage(message);
    const forced = fake.seen.filter((request) => request.body.includes('"force_refresh":true'));
    expect(forced).toHaveLength(1);
  });

  it('reports CONFIG when the secret is wrong', async () => {
    await expect(tokensWith(undefined, 'wrong').current()).rejects.toMatchObject({
      code: '40001',
      reaction: 'CONFIG',
    });
  });

  it('reports CONFIG when a fresh token is refused too, after one repetition', async () => {
    const tokens = tokensWith();
    const calls: string[] = [];
    await expect(
      tokens.use(async (token) => {
        calls.push(token);
        return new MiniProgramClient({
          http,
          baseUrl: fake.url,
          appId: 'wx1',
          secret: 's',
          tokens: { use: (call: (t: string) => unknown) => call('never good') } as unknown as AccessTokens,
        }).sendSubscribeMessage(message);
      }),
    ).rejects.toMatchObject({ code: '40001', reaction: 'CONFIG', outcome: 'not_done' });
    expect(calls).toEqual(['token-1', 'token-2']);
  });
});

describe('errors of a client', () => {
  it.each([
    [43101, 'user refuse to accept the msg rid: a-b-c', 'DROP', undefined],
    [47003, 'argument invalid! data.car_number2.value is emtpy rid: a-b-c', 'BUG', 'car_number2'],
    [-1, 'system error', 'RETRY', undefined],
    [45009, 'reach max api daily quota limit', 'WAIT', undefined],
    [99999, 'new', 'UNKNOWN', undefined],
  ])('turns errcode %i into a reaction', async (errcode, errmsg, reaction, field) => {
    const server = await startFakeProvider((_request, response) => {
      answerJson(response, JSON.stringify({ errcode, errmsg, access_token: 't', expires_in: 7200 }));
    });
    const tokens = { use: (call: (t: string) => unknown) => call('t') } as unknown as AccessTokens;
    const client = new MiniProgramClient({ http, baseUrl: server.url, appId: 'a', secret: 's', tokens });
    await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({
      api: 'wx.subscribe.send',
      code: String(errcode),
      reaction,
      field,
      outcome: 'not_done',
      providerText: errmsg,
    });
    await server.close();
  });
});
