import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { freeBase, isPortFree, waitUntil } from '../lib/ports.mjs';
import { isSameProcess } from '../lib/process-id.mjs';
import { createStandIn } from './testing/stand-in.mjs';

const { root, write, childrenOf, start, cli, stopAll, remove } = createStandIn();

afterEach(stopAll);
afterAll(remove);

it('starts, serves the fronts with the API beside them, stops on SIGTERM and keeps the data', async () => {
  const data = join(root, 'data-a');
  const base = await freeBase();
  const copy = start(['--data', data, '--port', String(base)]);
  const addresses = await copy.ready();
  expect(Object.keys(addresses)).toEqual(['owner', 'console', 'api', 'openapi', 'phones']);
  expect(copy.out().trimEnd().split('\n').at(-1)).toMatch(/^READY \{/);
  expect(copy.out()).toContain('zhang');

  const page = await fetch(`${addresses.console}owners/12`, { headers: { 'accept-encoding': 'br' } });
  expect(await page.text()).toContain('<p>console</p>');
  expect(page.headers.get('content-encoding')).toBe('br');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect((await fetch(`${addresses.console}app-a1b2c3d4.js`)).headers.get('cache-control')).toContain(
    'immutable',
  );
  expect((await fetch(`${addresses.console}missing.js`)).status).toBe(404);
  expect((await fetch(`${addresses.console}..%2f..%2fpackage.json`)).status).toBe(404);

  const forged = { headers: { 'x-forwarded-for': '8.8.8.8', 'x-forwarded-proto': 'https' } };
  const seen = /** @type {any} */ (await (await fetch(`${addresses.owner}api/who`, forged)).json());
  expect(seen['x-forwarded-for']).toBe('127.0.0.1');
  expect(seen['x-forwarded-proto']).toBe('http');
  expect(seen['x-forwarded-host']).toBe(`127.0.0.1:${base + 1}`);

  const events = await fetch(`${addresses.owner}api/events`);
  const reader = /** @type {ReadableStreamDefaultReader<Uint8Array>} */ (events.body?.getReader());
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: one\n\n');
  await reader.cancel();

  copy.child.kill('SIGTERM');
  expect(await copy.ended()).toBe(0);
  expect(await isPortFree(base)).toBe(true);
  expect(childrenOf(data)).toEqual([]);

  const again = start(['--data', data, '--port', String(base)]);
  await again.ready();
  expect(again.out()).toMatch(/Build · .*up to date/);
  expect(again.out()).toMatch(/Demo group · .*already there/);
});

it('runs two copies side by side, and refuses a second one on the same folder or port', async () => {
  const [one, two] = [join(root, 'data-b'), join(root, 'data-c')];
  const [base, other] = [await freeBase(), await freeBase()];
  const first = start(['--data', one, '--port', String(base)]);
  const second = start(['--data', two, '--port', String(other)]);
  await Promise.all([first.ready(), second.ready()]);

  const sameFolder = start(['--data', one, '--port', '4999']);
  expect(await sameFolder.ended()).toBe(1);
  expect(sameFolder.errors()).toMatch(/already running on .*data-b/);

  const elsewhere = join(root, 'data-never');
  const samePort = start(['--data', elsewhere, '--port', String(base - 2)]);
  expect(await samePort.ended()).toBe(1);
  expect(samePort.errors()).toMatch(new RegExp(`Port ${base} .*--port BASE`));
  expect(samePort.errors().trim().split('\n')).toHaveLength(1);
  expect(existsSync(elsewhere)).toBe(false);

  const told = await cli(['--data', one, 'import', 'vehicles', 'a b.csv', '--store', 'S1']);
  expect(told.code).toBe(0);
  expect(JSON.parse(String(told.out.trimEnd().split('\n').at(-1)))).toMatchObject({
    command: 'import',
    rest: ['vehicles', 'a b.csv', '--store', 'S1'],
    demo: '1',
    keyBytes: 32,
  });
  expect((await cli(['--data', one, 'fail'])).code).toBe(3);
  const stopped = await cli(['--data', elsewhere, 'migrate']);
  expect(stopped.code).toBe(1);
  expect(stopped.errors).toMatch(/No copy of Cheban is running/);
});

it('starts a process that died again, and gives up with its last words when it keeps dying', async () => {
  const data = join(root, 'data-d');
  const copy = start(['--data', data, '--port', String(await freeBase())]);
  const addresses = await copy.ready();
  const die = () => fetch(`${addresses.api}/die`).catch(() => {});
  await die();
  const alive = async () => (await fetch(`${addresses.api}/health/live`)).ok;
  expect(await waitUntil(alive, { timeoutMs: 20_000 })).toBe(true);
  expect(copy.errors()).toMatch(/The api process ended by itself \(exit code 7\).*started again/s);
  const killer = setInterval(die, 200);
  try {
    expect(await copy.ended()).toBe(1);
  } finally {
    clearInterval(killer);
  }
  expect(copy.errors()).toContain('last words of the api');
  expect(childrenOf(data)).toEqual([]);
});

it('starts again after it was killed hard, ending what was left running', async () => {
  const data = join(root, 'data-e');
  const base = await freeBase();
  const copy = start(['--data', data, '--port', String(base)]);
  await copy.ready();
  const before = childrenOf(data);
  expect(before.length).toBeGreaterThanOrEqual(6);
  copy.child.kill('SIGKILL');
  await copy.ended();
  expect(before.every(isSameProcess)).toBe(true);

  // The ports are still held by what the killed start left behind, on this very folder.
  const again = start(['--data', data, '--port', String(base)]);
  await again.ready();
  expect(before.some(isSameProcess)).toBe(false);
});

it('walks the loop with --check and answers with its exit code', async () => {
  const data = join(root, 'data-f');
  const good = start(['--data', data, '--port', String(await freeBase()), '--check']);
  expect(await good.ended()).toBe(0);
  expect(JSON.parse(String(good.out().trimEnd().split('\n').at(-1)))).toMatchObject({ passed: 2, failed: 0 });
  const bad = start(['--data', data, '--port', String(await freeBase()), '--check'], {
    CHEBAN_TEST_BREAK: '1',
  });
  expect(await bad.ended()).toBe(1);
  expect(bad.out()).toContain('does not hold');
  expect(childrenOf(data)).toEqual([]);
});

it('drops the data with --fresh, but only in a folder of its own', async () => {
  const data = join(root, 'data-f');
  const secret = readFileSync(join(data, 'secrets.json'), 'utf8');
  const copy = start(['--data', data, '--port', String(await freeBase()), '--fresh']);
  await copy.ready();
  expect(readFileSync(join(data, 'secrets.json'), 'utf8')).not.toBe(secret);

  write('not-ours/letter.txt', 'dear');
  const refused = start(['--data', join(root, 'not-ours'), '--fresh', '--port', String(await freeBase())]);
  expect(await refused.ended()).toBe(1);
  expect(refused.errors()).toMatch(/is not a data folder of Cheban/);
  expect(readFileSync(join(root, 'not-ours/letter.txt'), 'utf8')).toBe('dear');
});

it('leaves nothing behind when it is stopped while starting', async () => {
  const data = join(root, 'data-g');
  const copy = start(['--data', data, '--port', String(await freeBase())]);
  await waitUntil(async () => childrenOf(data).length > 0, { timeoutMs: 60_000, everyMs: 10 });
  const children = childrenOf(data);
  copy.child.kill('SIGINT');
  expect(await copy.ended()).not.toBe(0);
  expect(children.some(isSameProcess)).toBe(false);
});

it('refuses a taken port that a stranger holds', async () => {
  const stranger = createServer(() => {});
  const base = await freeBase();
  await new Promise((resolve) => stranger.listen(base + 3, '127.0.0.1', () => resolve(undefined)));
  const copy = start(['--data', join(root, 'data-h'), '--port', String(base)]);
  expect(await copy.ended()).toBe(1);
  expect(copy.errors()).toMatch(/\(simulator\)/);
  stranger.close();
});
