import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '@cheban/simulator';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import 'reflect-metadata';
import { createApi } from '../../src/api.js';
import { lay } from '../../src/foundation.js';
import { TravelClock } from '../../src/platform/clock/index.js';
import { type Config, loadConfig } from '../../src/platform/config/index.js';
import { isDeadlock, UnitOfWork } from '../../src/platform/database/index.js';
import { createLogger } from '../../src/platform/logging/index.js';
import { HandleEventsHandler } from '../../src/platform/outbox/handle-events.handler.js';
import type { Foundation } from '../../src/platform/platform.module.js';
import { type JobDefinition, WorkerHost } from '../../src/platform/queue/index.js';
import { createWorker } from '../../src/worker.js';
import { freePort } from './free-port.js';
import { control, type PhoneControl } from './phones.js';

/** Wednesday 18 November 2026, 10:00 in Shanghai: a workday, outside quiet hours. */
export const NOON = Date.parse('2026-11-18T02:00:00.000Z');

export interface WorldOptions {
  /** `live` works on its own, `manual` only when the test says `work()`; default `manual`. */
  worker?: 'live' | 'manual' | 'none';
  /** Real time instead of the travelling clock. */
  realTime?: boolean;
  env?: Record<string, string>;
  /** Gives the address by which the server reaches the simulator, for wires that a test spoils. */
  wire?: (simulatorUrl: string) => Promise<string>;
  /** Takes every log line of every level. */
  logs?: string[];
}

/** One copy of the system for one test file: own schema, own Redis database, own simulator. */
export interface World {
  /** Base of the API, for instance http://127.0.0.1:1234/api */
  api: string;
  config: Config;
  clock: TravelClock;
  foundation: Foundation;
  app: NestFastifyApplication;
  worker: INestApplicationContext | null;
  uow: UnitOfWork;
  simulator: Simulator;
  phones: PhoneControl;
  /** A provider of the API process. */
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** Runs a periodic job of the worker once, here and now. */
  run(job: JobDefinition): Promise<void>;
  /** Handles every committed event and waits until none is left. */
  settle(): Promise<void>;
  /** Rows of a query. */
  rows<T>(sql: string, parameters?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Medium tests need ${name}; run them through npm test`);
  return value;
}

/** Makes an empty utf8mb4 schema on the shared server; returns its URL and how to drop it. */
export async function createSchema(): Promise<{ url: string; drop: () => Promise<void> }> {
  const base = new URL(required('DATABASE_URL'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new URL(base);
  admin.pathname = '/';
  const connection = await createConnection(admin.href);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  base.pathname = `/${name}`;
  return {
    url: base.href,
    drop: async () => {
      const cleaner = await createConnection(admin.href);
      // Somebody who still has a transaction open would keep this waiting for a day; it is an error, and shall be seen as one.
      await cleaner.query('SET SESSION lock_wait_timeout = 30');
      await cleaner.query(`DROP DATABASE IF EXISTS ${name}`);
      await cleaner.end();
    },
  };
}

/** A Redis database of its own for every test process, emptied. */
export function redisUrl(): string {
  const url = new URL(required('REDIS_URL'));
  url.pathname = `/${1 + (Number(process.env.VITEST_POOL_ID ?? 1) % 14)}`;
  return url.href;
}

/** The server refuses a Redis without a log; that of a developer may have none yet. */
async function keepLog(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.config('SET', 'appendonly', 'yes');
  redis.disconnect();
}

/** A statement by itself: a deadlock with what still goes on (events of providers, for instance) has undone all of it. */
async function patiently<T>(query: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await query();
    } catch (error) {
      if (!isDeadlock(error) || tries === 10) throw error;
    }
  }
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const schema = await createSchema();
  const files = await mkdtemp(join(tmpdir(), 'cheban-test-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const simulator = await startSimulator({
    ownerUrl: 'http://127.0.0.1:1',
    miniProgram: { callbackUrl: `${origin}/api/callback/mini-program` },
    officialAccount: { callbackUrl: `${origin}/api/callback/official-account` },
    sms: { callbackUrl: `${origin}/api/callback/sms/simulator-sms` },
  });
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: schema.url,
    REDIS_URL: redisUrl(),
    PORT: String(port),
    // A loaded machine is not a database in trouble.
    DATABASE_WAIT_MS: '60000',
    CHEBAN_DEMO: '1',
    SIMULATOR_URL: (await options.wire?.(simulator.url)) ?? simulator.url,
    CHEBAN_DATA_KEY: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    CHEBAN_INDEX_KEY: Buffer.alloc(32, 9).toString('base64'),
    CHEBAN_FILES_DIR: files,
    PAY_NOTIFY_URL: `${origin}/api/callback/pay`,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...options.env,
  });
  await keepLog(config.redisUrl);
  const clock = new TravelClock(NOON);
  const timed = async (role: string) => {
    const laid = await lay(config, role);
    const { logs } = options;
    if (logs) laid.logger = createLogger('trace', role, { write: (line) => logs.push(line) });
    return options.realTime ? laid : { ...laid, clock };
  };
  // Providers refuse signatures of another time, so the simulator lives in the test's.
  if (!options.realTime) await control(simulator.url).put('/clock', { offsetMs: clock.now() - Date.now() });
  const foundation = await timed('api');
  await foundation.redis.flushdb();
  await foundation.dataSource.runMigrations({ transaction: 'none' });
  const { app } = await createApi(foundation);
  await app.listen(port, '127.0.0.1');
  const worker = options.worker === 'none' ? null : await createWorker(await timed('worker'));
  if (options.worker === 'live') worker?.get(WorkerHost).start();
  const uow = app.get(UnitOfWork);
  const host = worker?.get(WorkerHost);

  return {
    api: `${origin}/api`,
    config,
    clock,
    foundation,
    app,
    worker,
    uow,
    simulator,
    phones: control(simulator.url),
    get: (token) => app.get(token as Type, { strict: false }),
    run: async (job) => {
      if (!host) throw new Error('This world has no worker');
      await host.runNow(job);
    },
    settle: async () => {
      if (!worker) throw new Error('This world has no worker');
      // Consumers may append events themselves; each round handles what the last one wrote.
      for (let round = 0; round < 20; round += 1) {
        const open: { id: string }[] = await foundation.dataSource.query(
          'SELECT id FROM outbox_event WHERE done_at IS NULL ORDER BY seq',
        );
        if (open.length === 0) return;
        await worker.get(HandleEventsHandler, { strict: false }).run({ eventIds: open.map(({ id }) => id) });
      }
      throw new Error('Events that no consumer can handle');
    },
    rows: (sql, parameters) => patiently(() => foundation.dataSource.query(sql, parameters)),
    stop: async () => {
      await worker?.close();
      await app.close();
      await simulator.close();
      await schema.drop();
      await rm(files, { recursive: true, force: true });
    },
  };
}
