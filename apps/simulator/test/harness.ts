import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AccessTokens,
  MemoryTokenStore,
  MiniProgramClient,
  OfficialAccountClient,
  openPush,
  ProviderError,
  ProviderHttp,
  type PushEvent,
  type PushQuery,
  SmsClient,
  WeatherClient,
} from '@cheban/wechat';
import { completeOptions, type SimulatorOptionsInput } from '../src/options.js';
import { type Simulator, startSimulator } from '../src/simulator.js';
import type { DeliveryView } from '../src/world/inbox.js';
import type { Person } from '../src/world/people.js';

/** The fields of control answers that tests read; each answer has the ones of its route. */
export type ControlAnswer = Person & {
  code: string;
  url: string;
  id: string;
  total: number;
  people: (Person & { unread: number })[];
  deliveries: DeliveryView[];
  credits: Record<string, number>;
  counts: { acknowledged: number; failed: number };
  faulted: number;
  error: string;
};

export type Push = { path: string; query: PushQuery; body: string; contentType: string };

/** A simulator, our clients of it, and a server that takes its pushes as ours would. */
export async function startHarness(input: SimulatorOptionsInput = {}, timeoutMs = 1_500) {
  const pushes: Push[] = [];
  const answers: number[] = [];
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '/', 'http://receiver');
    const query = Object.fromEntries(url.searchParams) as PushQuery;
    pushes.push({ path: url.pathname, query, body, contentType: request.headers['content-type'] ?? '' });
    response.writeHead(answers.shift() ?? 200).end('success');
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const keys = generateKeyPairSync('ed25519');

  const options = completeOptions({
    ...input,
    miniProgram: { callbackUrl: `${callback}/mini-program`, ...input.miniProgram },
    officialAccount: { callbackUrl: `${callback}/official-account`, ...input.officialAccount },
    sms: { callbackUrl: `${callback}/sms`, ...input.sms },
    weather: { publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  });
  const simulator = await startSimulator(options);
  const http = new ProviderHttp({ timeoutMs });
  const baseUrl = simulator.url;
  const now = () => new Date();
  const tokensOf = (app: { appId: string; secret: string }) =>
    new AccessTokens({ http, baseUrl, ...app, store: new MemoryTokenStore(), now });
  const appOf = ({ appId, secret }: { appId: string; secret: string }) => ({
    http,
    baseUrl,
    appId,
    secret,
    tokens: tokensOf({ appId, secret }),
  });

  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${baseUrl}/_control${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const value = (await response.json()) as ControlAnswer;
    if (!response.ok) throw new Error(`${response.status} ${value.error}`);
    return value;
  };
  const opened = (push: Push): PushEvent => {
    const app = push.path === '/mini-program' ? options.miniProgram : options.officialAccount;
    return openPush(push.query, push.body, {
      appId: app.appId,
      token: app.pushToken,
      encodingAesKeys: push.query.encrypt_type === 'aes' ? [app.aesKey] : [],
    });
  };

  return {
    url: baseUrl,
    options,
    control,
    mini: new MiniProgramClient(appOf(options.miniProgram)),
    account: new OfficialAccountClient({
      ...appOf(options.officialAccount),
      openBaseUrl: baseUrl,
      pictureBaseUrl: baseUrl,
    }),
    sms: new SmsClient({
      http,
      baseUrl,
      accessKeyId: options.sms.accessKeyId,
      accessKeySecret: options.sms.accessKeySecret,
      signName: '车伴',
      now,
    }),
    weather: new WeatherClient({
      http,
      baseUrl,
      projectId: options.weather.projectId,
      keyId: options.weather.keyId,
      privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      now,
    }),
    http,
    pushes,
    /** Status codes that the receiver gives to the next pushes. */
    answers,
    /** Waits until every push is out; then the events that arrived, in their order. */
    events: async () => {
      await control('POST', '/pushes/flush');
      return pushes.filter((push) => !push.path.startsWith('/sms')).map(opened);
    },
    /** A person with a phone; `allow` gives one credit of each template. */
    person: async (values: object = {}, allow: string[] = []) => {
      const person = await control('POST', '/people', {
        nickname: '李雪梅',
        phone: '13800001234',
        plate: '京A12345',
        ...values,
      });
      for (const templateId of allow) {
        await control('POST', '/credits', { templateId, count: 1, openids: [person.openid] });
      }
      return person;
    },
    close: async () => {
      await http.close();
      await simulator.close();
      receiver.closeAllConnections();
      await new Promise((done) => receiver.close(done));
    },
  };
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** The ProviderError that a call ends with. */
export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

export const serviceDue = {
  thing1: '大众 帕萨特',
  car_number2: '京A12345',
  date3: '2026年12月6日',
  thing4: '距上次保养已满 6 个月',
};

/** What our server needs to believe a notice of WeChat Pay that this simulator sends. */
export function noticeSettings(simulator: Simulator) {
  const { keys } = simulator.world.pay;
  return {
    platformKeys: new Map([[keys.options.platformSerial, createPublicKey(keys.keys.platformPublicPem)]]),
    apiV3Key: keys.apiV3Key,
    merchantId: keys.options.merchantId,
    now: new Date(simulator.world.clock.now()),
  };
}
