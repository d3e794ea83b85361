import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../lib/root.mjs';
import { run } from '../lib/supervisor.mjs';
import { lengthOfAnswer, load } from './load.mjs';
import { readOptions } from './options.mjs';
import { median, percentile, takeTurns } from './pairs.mjs';
import { asJson, asTable, isReached } from './report.mjs';
import { differences, normalise } from './statements.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cheban-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('options', () => {
  it('takes five pairs of four seconds unless told otherwise', () => {
    expect(readOptions(['--suite', 'api,care', '--json', 'out.json'], '/there')).toEqual({
      suites: ['api', 'care'],
      json: '/there/out.json',
      pairs: 5,
      seconds: 4,
      quick: false,
      help: false,
    });
    expect(readOptions(['--quick'])).toMatchObject({ quick: true, pairs: 1, suites: [] });
  });

  it('refuses what it does not know, in one sentence', () => {
    expect(() => readOptions(['--loud'])).toThrow(/--loud.*Known options/);
    for (const wrong of ['0', '-1', 'many', '', '1.5']) {
      expect(() => readOptions([`--pairs=${wrong}`])).toThrow('--pairs wants a number above 0.');
    }
  });
});

describe('turns', () => {
  it('takes the median of the ratios of the pairs, and changes who comes first', async () => {
    /** @type {string[]} */
    const order = [];
    const rates = { ours: [50, 20, 900], peer: [100, 80, 1000] };
    const side = (/** @type {'ours' | 'peer'} */ name) => async () => {
      order.push(name);
      return { rate: Number(rates[name].shift()), p50: 1, p99: 2 };
    };
    const found = await takeTurns(3, { ours: side('ours'), peer: side('peer') });
    expect(found).toMatchObject({ ratio: 0.5, lowest: 0.25, highest: 0.9 });
    expect(found.ours.rate).toBe(50);
    expect(order).toEqual(['ours', 'peer', 'peer', 'ours', 'ours', 'peer']);
  });

  it('finds medians and percentiles', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow();
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.5)).toBe(7);
  });
});

describe('statements', () => {
  it('does not mind order, white space and the instant of now', () => {
    const ours = ["SELECT 1\n  WHERE at > '2026-11-21 10:00:00.123'", 'SELECT 2'];
    expect(differences(ours, ['SELECT 2', "SELECT 1 WHERE at > '2026-11-21 10:00:01.999'"])).toEqual([]);
    expect(normalise("a = '2026-11-21'")).toBe("a = '2026-11-21'");
  });

  it('tells a statement, a parameter or a repetition that only one side has', () => {
    expect(differences(['SELECT 1', 'SELECT 1'], ['SELECT 1'])).toEqual(['only ours: SELECT 1']);
    expect(differences(['SELECT 1'], ['SELECT 2'])).toEqual([
      'only ours: SELECT 1',
      'only the peer: SELECT 2',
    ]);
  });
});

describe('load', () => {
  it('sends every request in turn with its token and counts whole answers', async () => {
    /** @type {Set<string>} */
    const seen = new Set();
    const server = createServer((request, response) => {
      seen.add(`${request.url} ${request.headers.authorization}`);
      response.end('x'.repeat(100_000));
    });
    const origin = await listen(server);
    const requests = [
      { path: '/a', token: 'one' },
      { path: '/b', token: 'two' },
    ];
    const found = await load({ origin, requests, connections: 2, seconds: 0.2 });
    server.close();
    expect([...seen].sort()).toEqual(['/a Bearer one', '/b Bearer two']);
    expect(found.count).toBeGreaterThan(0);
    expect(found.p99).toBeGreaterThanOrEqual(found.p50);
  });

  it('fails at the first answer that is not 200', async () => {
    const server = createServer((_request, response) => response.writeHead(401).end('{}'));
    const origin = await listen(server);
    const requests = [{ path: '/', token: 'x' }];
    await expect(load({ origin, requests, connections: 1, seconds: 1 })).rejects.toThrow(/401/);
    server.close();
    expect(lengthOfAnswer(Buffer.from('HTTP/1.1 200 OK\r\nContent-Le'))).toBeUndefined();
  });
});

describe('report', () => {
  const figure = { ours: 1234.5, peer: 2000, ratio: 0.617, goal: 0.5, unit: 'req/s', more: { pairs: 5 } };

  it('writes a flat object of figures', () => {
    expect(asJson({ 'api.page': figure })).toEqual({
      'api.page': {
        ours: 1235,
        peer: 2000,
        ratio: 0.617,
        goal: 0.5,
        sense: 'at least',
        unit: 'req/s',
        pairs: 5,
      },
    });
    expect(asTable({ 'api.page': figure })).toMatch(/api\.page +1235 +2000 +req\/s +0\.62 +≥ 0\.5 +✓/);
  });

  it('knows on which side of a goal is good', () => {
    expect(isReached({ ...figure, ratio: 0.49 })).toBe(false);
    expect(isReached({ ...figure, ratio: 4.9, goal: 5, sense: 'at most' })).toBe(true);
  });
});

describe('the api suite', () => {
  it('runs quick: same statements, same answers, both pages measured', async () => {
    const json = join(folder, 'figures.json');
    const args = ['tools/bench/main.mjs', '--suite', 'api', '--quick', '--json', json];
    const { code, output } = await run(process.execPath, args, { cwd: ROOT });
    expect(code, output).toBe(0);
    const figures = JSON.parse(readFileSync(json, 'utf8'));
    expect(Object.keys(figures)).toEqual(['api.owner-home', 'api.free-slots']);
    for (const { ours, peer, ratio } of Object.values(figures)) {
      expect(ours).toBeGreaterThan(0);
      expect(peer).toBeGreaterThan(0);
      expect(ratio).toBeGreaterThan(0);
    }
  });
});

/** @returns {Promise<string>} the origin */
function listen(/** @type {import('node:http').Server} */ server) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}
