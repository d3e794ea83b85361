import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom, pause } from './random.js';
import { TcpProxy } from './tcp-proxy.js';

const open = new Set<Server>();
const clients = new Set<Socket>();
const served = new Set<Socket>();
let proxy: TcpProxy;

/** A service that says every byte back, with its name before the first. */
async function echo(name: string): Promise<{ host: string; port: number }> {
  const server = createServer((socket) => {
    served.add(socket);
    socket.on('error', () => {});
    socket.write(name);
    socket.pipe(socket);
  });
  open.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (server.address() as { port: number }).port };
}

/** A client, and everything it has heard. */
async function talk(): Promise<{ say(text: string): void; heard(): string; end(): string | null }> {
  const socket = createConnection({ host: '127.0.0.1', port: proxy.port });
  clients.add(socket);
  let [heard, end]: [string, string | null] = ['', null];
  socket.on('data', (piece) => {
    heard += piece;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end = error.code ?? 'error';
  });
  socket.on('close', () => {
    end ??= 'closed';
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return { say: (text) => socket.write(text), heard: () => heard, end: () => end };
}

async function until(good: () => boolean): Promise<void> {
  for (let look = 0; look < 1_000 && !good(); look += 1) await pause(10);
  expect(good()).toBe(true);
}

beforeEach(async () => {
  proxy = await TcpProxy.open([await echo('a:')], createRandom(1));
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  clients.clear();
  served.clear();
  await proxy.close();
  for (const server of open) server.close();
  open.clear();
});

describe('a wire', () => {
  it('passes everything on as it came', async () => {
    const one = await talk();
    const text = 'x'.repeat(500_000);
    one.say(text);
    await until(() => one.heard().length === text.length + 2);
    expect(one.heard()).toBe(`a:${text}`);
  });

  it('that is late and loses pieces changes neither order nor content', async () => {
    proxy.spoil({ latencyMs: 5, loss: 0.1 });
    const one = await talk();
    const words = Array.from({ length: 60 }, (_, index) => `word ${index};`);
    for (const word of words) {
      one.say(word);
      await pause(1);
    }
    await until(() => one.heard().length === words.join('').length + 2);
    expect(one.heard()).toBe(`a:${words.join('')}`);
  });

  it('is late by what it was told, both ways', async () => {
    const one = await talk();
    await until(() => one.heard() === 'a:');
    proxy.spoil({ latencyMs: 60 });
    const begun = performance.now();
    one.say('b');
    await until(() => one.heard() === 'a:b');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(119);
  });

  it('that is parted holds everything back, new connections too, and gives it all when it is healed', async () => {
    const one = await talk();
    await until(() => one.heard() === 'a:');
    proxy.part();
    one.say('b');
    const two = await talk();
    two.say('c');
    await pause(100);
    expect([one.heard(), two.heard(), one.end(), two.end()]).toEqual(['a:', '', null, null]);
    proxy.heal();
    await until(() => one.heard() === 'a:b' && two.heard() === 'a:c');
  });

  it('that is parted tells only when it is healed that the other side has gone', async () => {
    const one = await talk();
    await until(() => one.heard() === 'a:');
    proxy.part();
    for (const socket of served) socket.resetAndDestroy();
    await pause(50);
    expect(one.end()).toBeNull();
    proxy.heal();
    await until(() => one.end() !== null);
  });

  it('breaks every connection when it is cut, and takes new ones', async () => {
    const one = await talk();
    await until(() => one.heard() === 'a:');
    proxy.cut();
    await until(() => one.end() === 'ECONNRESET');
    expect(proxy.connections).toBe(0);
    const two = await talk();
    await until(() => two.heard() === 'a:');
  });

  it('that is cut while a connection is being made leaves none behind', async () => {
    const client = createConnection({ host: '127.0.0.1', port: proxy.port });
    clients.add(client);
    client.on('error', () => {});
    // In the turn in which the wire has taken the client, the service cannot have answered yet.
    while (proxy.connections === 0) await new Promise((resolve) => setImmediate(resolve));
    proxy.cut();
    const two = await talk();
    await until(() => two.heard() === 'a:');
    await until(() => [...served].filter((socket) => !socket.destroyed).length === 1);
  });

  it('that is half open swallows what is said, and takes new connections', async () => {
    const one = await talk();
    await until(() => one.heard() === 'a:');
    proxy.halfOpen();
    one.say('b');
    const two = await talk();
    two.say('c');
    await until(() => two.heard() === 'a:c');
    expect([one.heard(), one.end()]).toEqual(['a:', null]);
  });

  it('with two ends goes to each in turn, and past one that is away', async () => {
    const [a, b] = [await echo('1:'), await echo('2:')];
    proxy.aim([a, b]);
    const [one, two] = [await talk(), await talk()];
    await until(() => one.heard() !== '' && two.heard() !== '');
    expect([one.heard(), two.heard()].sort()).toEqual(['1:', '2:']);
    proxy.aim([{ host: '127.0.0.1', port: 1 }, b]);
    const rest = [await talk(), await talk()];
    await until(() => rest.every((each) => each.heard() === '2:'));
  });
});
