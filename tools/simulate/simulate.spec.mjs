import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../lib/root.mjs';
import { run } from '../lib/supervisor.mjs';
import { readOptions } from './options.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cheban-year-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LIMIT_MS = 300_000;

/** A few days of a small group; `env` may break it. */
async function play(/** @type {string} */ name, env = {}) {
  const json = join(folder, `${name}.json`);
  const { code, stdout } = await run(
    process.execPath,
    [
      ...[join(ROOT, 'tools/simulate/main.mjs'), '--cars', '80', '--days', '3', '--no-compare'],
      ...['--json', json, '--report', join(folder, `${name}.html`)],
    ],
    { cwd: ROOT, env: { ...process.env, ...env } },
  );
  return { code, stdout, figures: JSON.parse(readFileSync(json, 'utf8')) };
}

describe('a year in a day', () => {
  it('takes a year of ten thousand cars unless told otherwise', () => {
    expect(readOptions([], '/there')).toEqual({
      cars: 10_000,
      days: 365,
      seed: 1,
      from: '2026-01-01',
      compare: true,
      json: undefined,
      report: '/there/year.html',
      help: false,
    });
    expect(() => readOptions(['--days', '0'])).toThrow('--days wants a whole number above 0.');
    expect(() => readOptions(['--from', 'tomorrow'])).toThrow('--from');
  });

  it(
    'plays days in which people are told, come and are served, and finds nothing wrong',
    async () => {
      const { code, figures, stdout } = await play('sound');
      expect(figures.year.wrong).toEqual([]);
      expect(code, stdout).toBe(0);
      expect(figures.year.counts['told on the phone']).toBeGreaterThan(5);
      expect(figures.year.counts['opened']).toBeGreaterThan(5);
      expect(figures.year.days).toHaveLength(3);
      expect(readFileSync(join(folder, 'sound.html'), 'utf8')).toContain('Every check of every day held.');
    },
    LIMIT_MS,
  );

  it(
    'turns red when a phone hears things twice',
    async () => {
      const { code, figures } = await play('echo', { YEAR_BROKEN: 'echo' });
      expect(code).toBe(1);
      expect(figures.year.wrong[0]).toMatch(/a phone got .* 2 times/);
    },
    LIMIT_MS,
  );
});
