import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataDir } from '../lib/data-dir.mjs';
import { ROOT } from '../lib/root.mjs';
import { provideServices } from './provide-services.mjs';

const fromServer = createRequire(join(ROOT, 'apps', 'server', 'package.json'));

/** @type {string} */
let dir;
/** @type {import('../lib/data-dir.mjs').DataDir} */
let data;
beforeEach(async () => {
  // Longer than a socket's address may be.
  dir = mkdtempSync(join(tmpdir(), 'cheban-services-'));
  data = await openDataDir(join(dir, 'a folder with spaces and a long name '.repeat(3).trim()));
});
afterEach(() => {
  data.release();
  rmSync(dir, { recursive: true, force: true });
});

const NONE = { PATH: '' };

it('gives a durable MariaDB or MySQL with utf8mb4 and a durable Redis that never evicts, and keeps their data', async () => {
  const mysql = fromServer('mysql2/promise');
  const Redis = fromServer('ioredis').Redis;
  const first = await provideServices({ data, env: { PATH: process.env['PATH'] } });
  let database = await mysql.createConnection(first.databaseUrl);
  const [[settings]] = await database.query(
    'SELECT @@character_set_server AS charset, @@innodb_flush_log_at_trx_commit AS flush, @@bind_address AS bound, @@time_zone AS zone',
  );
  expect(settings).toEqual({ charset: 'utf8mb4', flush: 1, bound: '127.0.0.1', zone: '+00:00' });
  await database.query('CREATE TABLE word (text VARCHAR(20))');
  await database.query('INSERT INTO word VALUES (?)', ['车伴🚗']);
  await database.query('CREATE DATABASE cheban_of_a_test');
  await database.end();
  let redis = new Redis(first.redisUrl);
  expect((await redis.config('GET', 'maxmemory-policy'))[1]).toBe('noeviction');
  expect((await redis.config('GET', 'appendonly'))[1]).toBe('yes');
  await redis.set('kept', 'yes');
  redis.disconnect();
  await expect(mysql.createConnection(first.databaseUrl.replace(/:[0-9a-f]+@/, ':wrong@'))).rejects.toThrow(
    /denied/,
  );
  await first.stop();

  const second = await provideServices({ data, env: { PATH: process.env['PATH'] } });
  database = await mysql.createConnection(second.databaseUrl);
  expect((await database.query('SELECT text FROM word'))[0]).toEqual([{ text: '车伴🚗' }]);
  await database.end();
  redis = new Redis(second.redisUrl);
  expect(await redis.get('kept')).toBe('yes');
  redis.disconnect();
  await second.stop();
});

it('begins anew after an installation of the database that was interrupted', async () => {
  mkdirSync(join(data.path, 'mysql.half-made-1'));
  writeFileSync(join(data.path, 'mysql.half-made-1', 'ibdata1'), 'half');
  const services = await provideServices({ data, env: { PATH: process.env['PATH'] } });
  await services.stop();
  expect(existsSync(join(data.path, 'mysql.half-made-1'))).toBe(false);
  expect(existsSync(join(data.path, 'mysql', 'ibdata1'))).toBe(true);
});

it('takes nothing out of the folder for temporary files that installations and servers beside it use', async () => {
  const shared = mkdtempSync(join(dir, 'shared-'));
  const neighbours = join(shared, '#sql-temptable-1-1-1.MAI');
  writeFileSync(neighbours, 'of an installation that runs at the same time');
  const own = process.env['TMPDIR'];
  process.env['TMPDIR'] = shared;
  try {
    const services = await provideServices({ data, env: { PATH: process.env['PATH'] } });
    await services.stop();
    expect(readdirSync(shared)).toEqual(['#sql-temptable-1-1-1.MAI']);
  } finally {
    if (own === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = own;
  }
});

it('leaves servers that are given by URL alone', async () => {
  const own = await provideServices({ data, env: { PATH: process.env['PATH'] } });
  const processes = readFileSync(join(data.path, 'processes.json'), 'utf8');
  const given = await provideServices({
    data,
    env: { ...NONE, DATABASE_URL: own.databaseUrl, REDIS_URL: own.redisUrl },
  });
  expect(given).toMatchObject({ databaseUrl: own.databaseUrl, redisUrl: own.redisUrl });
  await given.stop();
  expect(readFileSync(join(data.path, 'processes.json'), 'utf8')).toBe(processes);
  await own.stop();
  const gone = provideServices({
    data,
    env: { ...NONE, DATABASE_URL: own.databaseUrl, REDIS_URL: own.redisUrl },
  });
  await expect(gone).rejects.toThrow(/^DATABASE_URL names 127\.0\.0\.1:\d+, but no server answers there/);
});

it('says in one sentence what is missing when there is nothing to run', async () => {
  const nothing = provideServices({ data, env: NONE, folders: [], mayInstall: false });
  await expect(nothing).rejects.toThrow(
    /^Cheban needs MariaDB 10\.11 or MySQL 8 and Redis 7: .*set DATABASE_URL and REDIS_URL/,
  );
});

it('says with its last words why a server did not come up', async () => {
  writeFileSync(join(data.path, 'mysql'), 'not a folder');
  await expect(provideServices({ data, env: { PATH: process.env['PATH'] } })).rejects.toMatchObject({
    name: 'Stop',
    message: expect.stringMatching(/mysql process ended by itself/),
    detail: expect.stringMatching(/\S/),
  });
});
