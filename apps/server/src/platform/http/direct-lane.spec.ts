import { connect } from 'node:net';
import { routes } from '@cheban/contracts';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../errors/index.js';
import { createLogger } from '../logging/index.js';
import { DirectLane } from './direct-lane.js';
import { ErrorFilter } from './error.filter.js';

const PATH = '/api/owner/campaigns/c1/waves/2/grab';
let whole: FastifyInstance;
let origin: string;
let hooksRun: number;
let atOnce: number;
let waited: number[];

beforeEach(async () => {
  const lane = new DirectLane(() => 'request-1');
  whole = fastify({ serverFactory: lane.serve });
  hooksRun = 0;
  atOnce = 0;
  waited = [];
  whole.addHook('onRequest', async () => {
    hooksRun += 1;
  });
  whole.all('/*', async () => 'others');
  const handler = (
    { body, params }: { body: unknown; params: unknown },
    reply: { send(text: string): unknown },
  ) => {
    const { say } = body as { say?: string };
    const answer = () => void reply.send(JSON.stringify({ say, ...(params as object) }));
    if (say === 'later') return Promise.resolve().then(answer);
    if (say === 'late trouble') return Promise.reject(new AppError('CAMPAIGN.BUSY'));
    if (say !== 'hello') throw new AppError('CAMPAIGN.TICKET');
    answer();
  };
  await lane.open(
    [{ route: routes.campaign.grab, handler }],
    new ErrorFilter(createLogger('silent', 'test')),
    (light) =>
      light.addHook('onRequest', async (_request, reply) => {
        reply.header('X-Seen', 'yes');
      }),
    {
      answeredAtOnce: () => {
        atOnce += 1;
      },
      answered: (_route, status) => waited.push(status),
    },
  );
  origin = await whole.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => whole.close());

async function post(path: string, body: string, type = 'application/json') {
  const answer = await fetch(origin + path, { method: 'POST', body, headers: { 'content-type': type } });
  return { status: answer.status, text: await answer.text(), seen: answer.headers.get('x-seen') };
}

describe('the direct lane', () => {
  it('answers its routes, now or later, without the hooks of the others', async () => {
    for (const say of ['hello', 'later'])
      expect(await post(PATH, JSON.stringify({ say }))).toEqual({
        status: 200,
        text: JSON.stringify({ say, id: 'c1', wave: '2' }),
        seen: 'yes',
      });
    expect(hooksRun).toBe(0);
  });

  it('tells who watches of every answer, and which of them waited', async () => {
    for (const say of ['hello', 'later', 'hello', 'late trouble', 'nonsense'])
      await post(PATH, JSON.stringify({ say }));
    await post(PATH, '{');
    await post('/', '{}');
    expect(atOnce).toBe(4);
    expect(waited).toEqual([200, 503]);
  });

  it('leaves every other path and method to the others', async () => {
    for (const path of [`${PATH}/`, `${PATH}s`, '/api/owner/campaigns//waves/2/grab', '/'])
      expect((await post(path, '{}')).text).toBe('others');
    expect(await (await fetch(origin + PATH)).text()).toBe('others');
  });

  it('says what is wrong in the words of every other route', async () => {
    const wrong = [
      [PATH, '{}', 'application/json', 'CAMPAIGN.TICKET'],
      [PATH, '{', 'application/json', 'REQUEST.INVALID'],
      [PATH, '{"__proto__":{}}', 'application/json', 'REQUEST.INVALID'],
      [PATH, '<a/>', 'text/xml', 'REQUEST.UNSUPPORTED_TYPE'],
      [PATH, JSON.stringify({ say: 'x'.repeat(5_000) }), 'application/json', 'REQUEST.TOO_LARGE'],
      ['/api/owner/campaigns/%FF/waves/2/grab', '{}', 'application/json', 'REQUEST.INVALID'],
      [`/api/owner/campaigns/${'x'.repeat(300)}/waves/2/grab`, '{}', 'application/json', 'REQUEST.'],
    ] as const;
    for (const [path, body, type, code] of wrong) {
      const { status, text } = await post(path, body, type);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(JSON.parse(text).error).toMatchObject({
        code: expect.stringContaining(code),
        requestId: 'request-1',
      });
    }
  });
});

describe('a body that is too large', () => {
  const post = (bytes: number) =>
    `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;

  /** What is answered on one connection: `more` is sent once the first answer has come. Ends when it is closed or `last` came. */
  const talk = (first: string, more: string, last: string) =>
    new Promise<string>((resolve) => {
      const { port } = whole.server.address() as { port: number };
      const socket = connect(port, '127.0.0.1');
      let told = '';
      socket.on('data', (data) => {
        if (told === '' && more !== '') socket.write(more);
        told += String(data);
        if (told.includes(last)) socket.destroy();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(told));
      socket.write(first);
    });

  it('is read to its end, so that whoever sends it hears why', async () => {
    const rest = 'x'.repeat(10_000_000);
    const next = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
    const told = await talk(post(rest.length), rest + next, 'others');
    expect(told).toContain('REQUEST.TOO_LARGE');
    expect(told).toContain('others');
  });

  it('is not waited for when it would be absurd', async () => {
    const told = await talk(post(1_000_000_000), '', 'others');
    expect(told).toContain('REQUEST.TOO_LARGE');
  });
});

describe('a request that comes by the byte', () => {
  /** Longer than a loaded machine takes for one good request. */
  const REQUEST_MS = 1_500;
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n`;
  let slow: FastifyInstance;
  let port: number;

  beforeEach(async () => {
    slow = fastify({ serverFactory: new DirectLane(() => 'request-1', REQUEST_MS).serve });
    slow.all('/*', async () => 'others');
    await slow.listen({ port: 0, host: '127.0.0.1' });
    port = (slow.server.address() as { port: number }).port;
  });
  afterEach(() => slow.close());

  /** Sends `head`, and then a byte now and then for as long as anybody listens. Returns what was answered. */
  function drip(head: string, byte: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let told = '';
      socket.on('data', (data) => {
        told += String(data);
      });
      // Who is cut off while sending hears of it as an error.
      socket.on('error', () => {});
      socket.write(head);
      const drops = setInterval(() => socket.write(byte), 50);
      socket.on('close', () => {
        clearInterval(drops);
        resolve(told);
      });
    });
  }

  it('is cut off, in its head and in its body', async () => {
    const cut = [drip(`${head('/')}\r\n`, ' '), drip(head('/'), 'x'), drip(`${head(PATH)}\r\n{`, '"')];
    // Who still sends when the connection goes may not hear why.
    for (const told of await Promise.all(cut)) expect(told).toMatch(/^(HTTP\/1\.1 408 |$)/);
    // Nobody else is: the next one is served.
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('others');
  });
});
