import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from './config.js';

const read = (path: string) => readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8');
const compose = read('docker-compose.yml');
const doc = read('docs/production.md');

/** What the image itself decides, or only a copy beside the simulator knows; nobody sets it in production. */
const NOT_FOR_PEOPLE = [
  'NODE_ENV',
  'HOST',
  'PORT',
  'WORKER_PORT',
  'DATABASE_URL',
  'REDIS_URL',
  'CHEBAN_DEMO',
  'CHEBAN_CLOCK',
  'CHEBAN_FILES_DIR',
  'SIMULATOR_URL',
  'WECHAT_API_URL',
  'WECHAT_WEB_LOGIN_URL',
  'PAY_API_URL',
  'SMS_API_URL',
];
/** Behind nginx and in Docker's networks these are others than on a developer's machine. */
const OTHER_IN_COMPOSE = ['DRAIN_MS', 'TRUSTED_PROXIES'];

/** Names that may be set in `.env`, and what stands there if they are not; null: they must be. */
function settable(text: string): Map<string, string | null> {
  const found = text.matchAll(/\$\{([A-Z0-9_]+):([?-])([^}]*)\}/g);
  return new Map([...found].map(([, name = '', how, value = '']) => [name, how === '-' ? value : null]));
}

/** Names in the first column of the table of settings. */
function described(text: string): string[] {
  const table = text.split('\n## Settings\n')[1]?.split('\n## ')[0] ?? '';
  const cells = table.split('\n').map((line) => line.split('|')[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name = '']) => name));
}

describe('a setting of the server', () => {
  const forPeople = Object.keys(settings).filter((name) => !NOT_FOR_PEOPLE.includes(name));

  it('reaches the containers and is described: whoever sets it in .env has set it', () => {
    const passedOn = settable(compose);
    expect(forPeople.filter((name) => !passedOn.has(name))).toEqual([]);
    expect(forPeople.filter((name) => !described(doc).includes(name))).toEqual([]);
  });

  it('that is described can be set, and one that can be set is described', () => {
    expect([...settable(compose).keys()].sort()).toEqual([...new Set(described(doc))].sort());
  });

  it('has one default: that of compose is that of the server', () => {
    const defaults = [...settable(compose)].filter(
      ([name, value]) =>
        name in settings && value !== null && value !== '' && !OTHER_IN_COMPOSE.includes(name),
    );
    expect(defaults.length).toBeGreaterThan(10);
    for (const [name, value] of defaults)
      expect(String(settings[name as keyof typeof settings].parse(undefined)), name).toBe(value);
  });

  it('is missed where compose does not pass it on', () => {
    const without = compose.replace(/^ +PAY_NOTIFY_URL: .*\n/m, '');
    expect(settable(compose).has('PAY_NOTIFY_URL')).toBe(true);
    expect(settable(without).has('PAY_NOTIFY_URL')).toBe(false);
  });
});
