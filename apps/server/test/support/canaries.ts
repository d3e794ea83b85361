import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { fieldCipher, openName } from '../../src/platform/crypto/index.js';
import type { World } from './world.js';

/** What must stand nowhere in clear, with the word for it. */
export type Canaries = ReadonlyMap<string, string>;

/** Numbers and names of everybody there is, read through the keys. Names of one character say nothing. */
export async function canariesOf(world: World): Promise<Canaries> {
  const found = new Map<string, string>();
  const read = async (table: string, columns: readonly string[]) => {
    for (const row of await world.rows<Record<string, string | null>>(
      `SELECT ${columns.join(', ')} FROM ${table}`,
    ))
      for (const column of columns) {
        const stored = row[column];
        if (stored) found.set(openName(stored), `${table}.${column}`);
      }
  };
  await read('owner', ['phone']);
  await read('vehicle', ['plate', 'vin']);
  await read('rescue_call', ['spot', 'address', 'words', 'helper']);
  await read('account', ['mini_openid', 'official_openid', 'unionid']);
  const names = await world.rows<{ name: string }>("SELECT name FROM owner WHERE name_head IN ('欧', '諸')");
  for (const { name } of names) found.set(openName(name), 'owner.name');
  return found;
}

/** Where one of the canaries stands in these texts, by the name of the text. */
export function grep(canaries: Canaries, where: string, text: string): string[] {
  const hits: string[] = [];
  for (const [canary, what] of canaries)
    if (text.includes(canary) || text.includes(encodeURIComponent(canary))) hits.push(`${where}: ${what}`);
  return hits;
}

/** Every row of every table. */
export async function grepTables(world: World, canaries: Canaries): Promise<string[]> {
  const tables = await world.rows<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const hits: string[] = [];
  for (const { name } of tables)
    hits.push(...grep(canaries, name, JSON.stringify(await world.rows(`SELECT * FROM \`${name}\``))));
  return hits;
}

/** Every key and value of Redis, queues with their payloads among them. */
export async function grepRedis(world: World, canaries: Canaries): Promise<string[]> {
  const { redis } = world.foundation;
  const hits: string[] = [];
  for (const key of await redis.keys('*')) {
    const read = {
      string: () => redis.get(key),
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key),
      zset: () => redis.zrange(key, 0, -1),
      stream: () => redis.xrange(key, '-', '+'),
    }[await redis.type(key)];
    hits.push(...grep(canaries, `redis ${key}`, JSON.stringify([key, await read?.()])));
  }
  return hits;
}

/** The program that writes a database out, where this machine has one. */
const DUMP = ['mariadb-dump', 'mysqldump']
  .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => existsSync(file));
export const canDump = DUMP !== undefined;

/** The whole database as a colleague with its password would carry it away. Only where `canDump`. */
export async function dumpOf(world: World): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(world.config.databaseUrl);
  const { stdout } = await promisify(execFile)(
    DUMP ?? '',
    [
      `--host=${hostname}`,
      `--port=${port || 3306}`,
      `--user=${username}`,
      '--no-tablespaces',
      '--single-transaction',
      pathname.slice(1),
    ],
    { env: { ...process.env, MYSQL_PWD: decodeURIComponent(password) }, maxBuffer: 512 * 1024 * 1024 },
  );
  return stdout;
}

/** Lets new values be written in clear while `work` runs: what a forgotten encryption would look like. */
export async function withoutEncryption(work: () => Promise<unknown>): Promise<void> {
  const cipher = fieldCipher();
  const real = cipher.encrypt;
  cipher.encrypt = (plain) => plain;
  try {
    await work();
  } finally {
    cipher.encrypt = real;
  }
}
