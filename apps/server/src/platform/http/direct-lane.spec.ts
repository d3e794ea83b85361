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
