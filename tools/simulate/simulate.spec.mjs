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
/** What each of the breaks of apps/server/year/broken.mjs is seen as. */
const SEEN = [
  /a phone got .* 2 times/,
  /is told in the books, no phone has it/,
  /at night/,
  /\d care messages for/,
  /told twice in the same words/,
  /for a sold car/,
  /within 20 days of a service/,
  /against the owner's wish/,
  /two bookings in one bay/,
  /reminders of yesterday are not decided/,
  /held without a reason/,
  /a broken promise without its row/,
  /work orders say/,
  /stood at the door/,
  /people won/,
  /nobody told, nobody called/,
];
/** Fingerprints of the sound days. @type {string[]} */
let books = [];

/** A few days of a small group, with a cold wave and a wave of red packets; `env` may break it. */
async function play(/** @type {string} */ name, env = {}) {
  const json = join(folder, `${name}.json`);
  const { code, stdout } = await run(
    process.execPath,
    [
      ...[join(ROOT, 'tools/simulate/main.mjs'), '--cars', '150', '--days', '4', '--no-compare'],
      ...['--from', '2026-01-05'],
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
      minutes: 20,
      compare: true,
      json: undefined,
      report: '/there/year.html',
      help: false,
    });
    expect(readOptions(['--unbounded']).minutes).toBeUndefined();
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
      expect(figures.year.counts['grab: won']).toBeGreaterThan(0);
      expect(figures.year.counts['weather warnings']).toBe(1);
      books = figures.year.days.map((/** @type {{ digest: string }} */ { digest }) => digest);
      expect(figures.year.days).toHaveLength(4);
      expect(readFileSync(join(folder, 'sound.html'), 'utf8')).toContain('Every check of every day held.');
    },
    LIMIT_MS,
  );

  it(
    'plays the same again by the same seed, and turns red for everything that may go wrong',
    async () => {
      const { code, figures } = await play('broken', { YEAR_BROKEN: 'all' });
      expect(code).toBe(1);
      expect(figures.year.days.map((/** @type {{ digest: string }} */ { digest }) => digest)).toEqual(books);
      const seen = figures.year.wrong.join('\n');
      for (const what of SEEN) expect(seen).toMatch(what);
      // Of the two cars without the app whose reminders ran out, one was called in time.
      expect(seen.match(/nobody told, nobody called/g)).toHaveLength(1);
    },
    LIMIT_MS,
  );
});
