import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupCommand, restoreCommand } from '../../src/backup-command.js';
import { createDataSource } from '../../src/database/data-source.js';
import { lay } from '../../src/foundation.js';
import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { Payouts, sendPayoutsJob } from '../../src/modules/payment/index.js';
import { restore } from '../../src/platform/backup/index.js';
import type { Foundation } from '../../src/platform/platform.module.js';
import { type JobDefinition, WorkerHost } from '../../src/platform/queue/index.js';
import { createWorker } from '../../src/worker.js';
import { canariesOf, grep } from '../support/canaries.js';
import { makeOwner, makeVehicle, type TestOwner } from '../support/factories.js';
import { uploadPhoto } from '../support/photos.js';
import { creditsOf, eventually, installTemplates, messageFor, plan } from '../support/sending.js';
import { makeShop, travel } from '../support/shop.js';
import { createSchema, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

/** A second copy of the system that lives on a restored database, at the same WeChat. */
interface Copy {
  foundation: Foundation;
  rows<T>(sql: string, parameters?: unknown[]): Promise<T[]>;
  run(...jobs: JobDefinition[]): Promise<void>;
  stop(): Promise<void>;
}

describe('backup and restore', () => {
  let world: World;
  let owner: TestOwner;
  let folder: string;
  let backupFolder: string;
  const copies: Copy[] = [];

  beforeAll(async () => {
    world = await startWorld();
    await installTemplates(world);
    folder = await mkdtemp(join(tmpdir(), 'cheban-backup-'));
  });
  afterAll(async () => {
    for (const copy of copies) await copy.stop();
    await world?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function emptyCopy(): Promise<Copy> {
    const schema = await createSchema();
    const filesDir = join(folder, `files-${copies.length}`);
    const laid = await lay({ ...world.config, databaseUrl: schema.url, filesDir }, 'cli');
    const foundation = { ...laid, clock: world.clock };
    let worker: INestApplicationContext | null = null;
    const copy: Copy = {
      foundation,
      rows: (sql, parameters) => foundation.dataSource.query(sql, parameters),
      run: async (...jobs) => {
        worker ??= await createWorker(foundation);
        for (const job of jobs) await worker.get(WorkerHost).runNow(job);
      },
      stop: async () => {
        await worker?.close();
        await schema.drop();
      },
    };
    copies.push(copy);
    return copy;
  }

  const everyTable = async (rows: World['rows']) => {
    const tables = await rows<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> 'schema_migration' ORDER BY 1",
    );
    const content: [string, unknown][] = [];
    for (const { name } of tables)
      content.push([name, await rows(`SELECT * FROM \`${name}\` ORDER BY 1, 2`)]);
    return content;
  };
  const heard = async () => {
    const lists = await Promise.all([owner.openid, owner.oaOpenid].map((id) => world.phones.deliveries(id)));
    return lists.flat().length;
  };
  const bills = async () =>
    (await world.phones.get<{ bills: { openid: string }[] }>('/pay')).bills.filter(
      ({ openid }) => openid === owner.openid,
    ).length;

  it('copies everything, encrypted, and gives back the same rows and files', async () => {
    const shop = await makeShop(world);
    owner = await makeOwner(world, { name: '欧阳金丝雀' });
    await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: '2026-05-26' });
    await uploadPhoto(world, owner, 'owner');
    // Subscribe messages: WeChat does not notice when one is sent twice.
    for (let round = 0; round < 4; round += 1) {
      await travel(world, 1_000);
      await world.phones.do(owner.openid, 'subscribe', { results: { 'sub-visit': 'accept' } });
    }
    await eventually(
      () => creditsOf(world, owner.accountId, 'sub-visit'),
      (count) => count === 4,
    );
    await plan(
      world,
      messageFor(world, shop.store, owner, { dedupeKey: 'drill:now' }),
      messageFor(world, shop.store, owner, {
        dedupeKey: 'drill:soon',
        notBefore: world.clock.now() + 2 * HOUR,
        expiresAt: world.clock.now() + 90 * HOUR,
      }),
      messageFor(world, shop.store, owner, {
        dedupeKey: 'drill:later',
        notBefore: world.clock.now() + 50 * HOUR,
        expiresAt: world.clock.now() + 90 * HOUR,
      }),
    );
    await world.uow.run((tx) =>
      world.get(Payouts).request(tx, {
        storeId: shop.store.id,
        ownerId: owner.ownerId,
        amountFen: 100,
        dedupeKey: 'drill:packet',
        subjectType: 'campaign',
        subjectId: owner.ownerId,
        title: '金秋抢红包',
        note: '到店保养奖励',
      }),
    );
    await world.settle();
    await world.run(planCareJob);
    await world.run(sendJob);
    expect(await heard()).toBeGreaterThan(0);

    const before = await everyTable(world.rows);
    const answer = (await backupCommand(world.foundation, ['--to', folder])) as {
      folder: string;
      files: number;
    };
    backupFolder = answer.folder;
    expect(answer.files).toBe(2);
    const canaries = await canariesOf(world);
    for (const name of await readdir(backupFolder, { recursive: true })) {
      const bytes = await readFile(join(backupFolder, name)).catch(() => Buffer.alloc(0));
      expect(grep(canaries, name, bytes.toString('utf8'))).toEqual([]);
    }

    const copy = await emptyCopy();
    await restore(copy.foundation.config, backupFolder, async () => {
      await copy.foundation.dataSource.runMigrations({ transaction: 'none' });
    });
    expect(await everyTable(copy.rows)).toEqual(before);
    expect(await readdir(copy.foundation.config.filesDir, { recursive: true })).toEqual(
      await readdir(world.config.filesDir, { recursive: true }),
    );
  });

  it('refuses a damaged backup, an altered manifest, a database with rows and a key it does not have', async () => {
    const spoilt = join(folder, 'spoilt');
    const copy = await emptyCopy();
    const { config } = copy.foundation;
    const attempt = (from: string, to = config) => restore(to, from, async () => {});
    await cp(backupFolder, spoilt, { recursive: true });
    const bytes = await readFile(join(spoilt, 'tables/owner'));
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    await writeFile(join(spoilt, 'tables/owner'), bytes);
    await expect(attempt(spoilt)).rejects.toThrow('tables/owner is damaged');
    const manifest = await readFile(join(spoilt, 'manifest.json'), 'utf8');
    await writeFile(join(spoilt, 'manifest.json'), manifest.replace('tables/owner', 'tables/staff'));
    await expect(attempt(spoilt)).rejects.toThrow('altered');
    await expect(attempt(backupFolder, world.config)).rejects.toThrow('not empty');
    const stranger = { id: 'k9', key: Buffer.alloc(32, 1) };
    await expect(attempt(backupFolder, { ...config, dataKeys: [stranger] })).rejects.toThrow('data key k1');
    const probe = await createDataSource(config).initialize();
    expect(await probe.query('SHOW TABLES')).toEqual([]);
    await probe.destroy();
  });

  it('sends nothing again that went out after the backup, and shows it to people', async () => {
    // The day goes on: the second message, the reminder of the next morning and the packet go out.
    const first = await heard();
    await travel(world, 24 * HOUR);
    await world.settle();
    for (const job of [planCareJob, tellCareJob, sendJob, sendPayoutsJob]) await world.run(job);
    const said = await heard();
    expect(said).toBeGreaterThanOrEqual(first + 2);
    expect(await bills()).toBe(1);

    const copy = await emptyCopy();
    const answer = await restoreCommand(copy.foundation, ['--from', backupFolder]);
    expect(answer).toMatchObject({ payoutsAsked: 1, jobsFailed: [] });
    await copy.run(planCareJob, tellCareJob, sendJob, sendPayoutsJob, sendJob);
    expect(await heard()).toBe(said);
    expect(await bills()).toBe(1);
    const unsure = await copy.rows<{ kind: string; why: string }>(
      "SELECT kind, why FROM message WHERE state = 'unknown' ORDER BY kind",
    );
    for (const kind of ['service_due', 'visit_ready']) expect(unsure.map((one) => one.kind)).toContain(kind);
    expect(answer).toMatchObject({ messagesUnknown: unsure.length });
    expect(unsure[0]?.why).toContain('备份');
    const [payout] = await copy.rows<{ state: string }>('SELECT state FROM payout');
    expect(payout?.state).toBe('confirm');

    // What had its time after the restore goes out once.
    await travel(world, 27 * HOUR);
    await copy.run(sendJob, sendJob);
    expect(await heard()).toBeGreaterThan(said);
    const [later] = await copy.rows<{ state: string }>(
      "SELECT state FROM message WHERE dedupe_key = 'drill:later'",
    );
    expect(['accepted', 'delivered']).toContain(later?.state);
  });

  it('would tell people twice if it only filled the tables', async () => {
    const said = await heard();
    const copy = await emptyCopy();
    await restore(copy.foundation.config, backupFolder, async () => {
      await copy.foundation.dataSource.runMigrations({ transaction: 'none' });
    });
    await copy.run(sendJob);
    expect(await heard()).toBeGreaterThan(said);
  });
});
