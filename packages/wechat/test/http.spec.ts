import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../src/errors.js';
import { ProviderHttp } from '../src/http.js';
import { answerJson, startFakeProvider } from './fake-provider.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(handler: Parameters<typeof startFakeProvider>[0]) {
  const fake = await startFakeProvider(handler);
  closers.push(fake.close);
  return fake;
}

/** What a busy machine needs to answer itself; only a test whose point is the silence waits less. */
const PATIENCE_MS = 30_000;
const SILENCE = { timeoutMs: 120 };

function client(options = {}) {
  const http = new ProviderHttp({ timeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS, ...options });
  closers.push(() => http.close());
  return http;
}

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('ProviderHttp', () => {
  it('says "maybe done" when the answer to a written request does not come', async () => {
    const fake = await serve(() => undefined);
    const error = await failureOf(
      client(SILENCE).sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} }),
    );
    expect(error).toMatchObject({ api: 'a', code: 'timeout', outcome: 'maybe_done', reaction: 'UNKNOWN' });
    // What was sent may lie unread until now: both ends are this process.
    await vi.waitFor(() => expect(fake.seen.length).toBeGreaterThan(0), { timeout: PATIENCE_MS });
    expect(fake.seen).toHaveLength(1);
  });

  it('lets a read be repeated after a time-out', async () => {
    const fake = await serve(() => undefined);
    const error = await failureOf(client(SILENCE).sendForJson({ api: 'a', method: 'GET', url: fake.url }));
    expect(error).toMatchObject({ code: 'timeout', outcome: 'maybe_done', reaction: 'RETRY' });
  });

  it('says "not done" when nobody listens', async () => {
    const fake = await serve(() => undefined);
    await fake.close();
    const error = await failureOf(
      client().sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} }),
    );
    expect(error).toMatchObject({ code: 'network', outcome: 'not_done', reaction: 'RETRY' });
  });

  it('says "maybe done" when the connection breaks before the answer', async () => {
    const fake = await serve((_request, response) => response.socket?.destroy());
    const error = await failureOf(
      client().sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} }),
    );
    expect(error).toMatchObject({ code: 'network', outcome: 'maybe_done' });
  });

  it('says "maybe done" when the answer breaks off in the middle', async () => {
    const fake = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"errcode":0', () => response.socket?.destroy());
    });
    const error = await failureOf(
      client().sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} }),
    );
    expect(error).toMatchObject({ code: 'network', outcome: 'maybe_done' });
  });

  it.each([
    ['half a JSON text', '{"errcode":0,"errm'],
    ['an HTML page', '<html>busy</html>'],
    ['nothing', ''],
    ['an array', '[]'],
  ])('calls %s malformed', async (_name, text) => {
    const fake = await serve((_request, response) => answerJson(response, text));
    const error = await failureOf(
      client().sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} }),
    );
    expect(error).toMatchObject({ code: 'malformed', outcome: 'maybe_done' });
  });

  it('names the status of a 5xx', async () => {
    const fake = await serve((_request, response) => answerJson(response, '{}', 503));
    const error = await failureOf(
      client().sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} }),
    );
    expect(error).toMatchObject({ code: 'http_503', outcome: 'maybe_done' });
  });

  it('stops reading an answer that is too large', async () => {
    const fake = await serve((_request, response) =>
      answerJson(response, JSON.stringify({ a: 'x'.repeat(5000) })),
    );
    const http = client({ maxAnswerBytes: 1000 });
    const error = await failureOf(http.sendForJson({ api: 'a', method: 'GET', url: fake.url }));
    expect(error).toMatchObject({ code: 'network' });
  });

  it('keeps all digits of a msgid', async () => {
    const fake = await serve((_request, response) => answerJson(response, '{"msgid":2097683633284153344}'));
    const { value } = await client().sendForJson({ api: 'a', method: 'POST', url: fake.url, json: {} });
    expect(value.msgid).toBe('2097683633284153344');
  });
});
