import { once } from 'node:events';
import { connect } from 'node:net';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { closePromptly } from './prompt-close.js';

it('ends connections on which nothing was asked, and leaves no request without its answer', async () => {
  const app = fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
  closePromptly(app);
  let answer: (text: string) => void = () => {};
  const reached = new Promise<void>((seen) => {
    app.get('/slow', () => {
      seen();
      return new Promise<string>((resolve) => {
        answer = resolve;
      });
    });
  });
  const origin = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const silent = connect(Number(origin.port), origin.hostname);
  const ended = once(silent.resume(), 'close');
  await once(silent, 'connect');
  const asked = fetch(new URL('/slow', origin));
  await reached;
  const closing = app.close();
  await ended;
  answer('here');
  expect(await (await asked).text()).toBe('here');
  await closing;
});
