import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './database/data-source.js';
import { migrations } from './database/migrations/index.js';
import { jobDefinitions } from './modules.js';
import { Audit } from './platform/audit/index.js';
import { AfterRestores, BackupRefused, backup, type RestoredGap, restore } from './platform/backup/index.js';
import { SystemClock } from './platform/clock/index.js';
import { UnitOfWork } from './platform/database/index.js';
import { HandleEventsHandler } from './platform/outbox/handle-events.handler.js';
import type { Foundation } from './platform/platform.module.js';
import { WorkerHost } from './platform/queue/index.js';
import { KEY_PREFIX } from './platform/redis/index.js';
import { createWorker } from './worker.js';

/** Rounds after which everything that fell due has led to what it leads to. */
const ROUNDS = 4;

/** `backup --to FOLDER`: the folder and what is in it. Throws BackupRefused. */
export async function backupCommand({ config, clock }: Foundation, args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
  if (!values.to) throw new BackupRefused('backup --to FOLDER');
  const takenAt = (clock ?? new SystemClock()).date().toISOString();
  const { folder, manifest } = await backup(config, values.to, takenAt);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    folder,
    takenAt,
    keyId: manifest.keyId,
    tables: manifest.tables.length,
    rows,
    files: manifest.files.length,
  };
}

/**
 * `restore --from FOLDER`: fills the empty database and files folder of this copy, brings the tables up to date, and makes
 * sure that nothing goes out again that went out since the backup. API and workers must not run. Throws BackupRefused.
 */
export async function restoreCommand(foundation: Foundation, args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { from: { type: 'string' } } });
  if (!values.from) throw new BackupRefused('restore --from FOLDER');
  const { config, dataSource } = foundation;
  const manifest = await restore(config, values.from, (names) => migrateTo(config, names));
  await dataSource.runMigrations({ transaction: 'none' });
  await emptyRedis(foundation.redis);
  const restoredAt = (foundation.clock ?? new SystemClock()).now();
  const settled = await settle(foundation, { takenAt: Date.parse(manifest.takenAt), restoredAt });
  return { takenAt: manifest.takenAt, tables: manifest.tables.length, ...settled };
}

async function migrateTo(config: Foundation['config'], names: readonly string[]): Promise<void> {
  const known = migrations.filter((migration) => names.includes(new migration().name));
  if (known.length !== names.length)
    throw new BackupRefused('This backup was made by a newer version: restore it with that one.');
  const partial = new DataSource({ ...dataSourceOptions(config), migrations: known });
  await partial.initialize();
  try {
    await partial.runMigrations({ transaction: 'none' });
  } finally {
    await partial.destroy();
  }
}

/** Redis is muscle: queues and gates of before the restore are built anew from the tables. */
async function emptyRedis(redis: Foundation['redis']): Promise<void> {
  for await (const keys of redis.scanStream({ match: `${KEY_PREFIX}*`, count: 500 }))
    if ((keys as string[]).length > 0) await redis.unlink(keys as string[]);
}

/**
 * Works off what fell due between backup and restore while nobody sends, and then lets every room say of what came out of
 * it that nobody knows whether it was sent.
 */
async function settle(foundation: Foundation, gap: RestoredGap): Promise<object> {
  const worker = await createWorker(foundation);
  const host = worker.get(WorkerHost);
  const uow = worker.get(UnitOfWork);
  const failed = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    await handleEvents(foundation, worker.get(HandleEventsHandler, { strict: false }));
    for (const job of jobDefinitions) {
      if (job.everyMs === undefined || job.outward) continue;
      await host.runNow(job).catch(() => failed.add(job.name));
    }
  }
  const rooms = worker.get(AfterRestores, { strict: false }).all();
  return uow.run(async (tx) => {
    const counts: Record<string, number> = {};
    for (const room of rooms) Object.assign(counts, await room.settle(tx, gap));
    const text = `从 ${new Date(gap.takenAt).toISOString()} 的备份恢复，${counts.messagesUnknown ?? 0} 条消息结果待查`;
    await worker.get(Audit, { strict: false }).write(tx, { actor: null, action: 'system.restore', text });
    return { ...counts, jobsFailed: [...failed] };
  });
}

async function handleEvents({ dataSource }: Foundation, events: HandleEventsHandler): Promise<void> {
  const open: { id: string }[] = await dataSource.query(
    'SELECT id FROM outbox_event WHERE done_at IS NULL ORDER BY seq',
  );
  if (open.length > 0) await events.run({ eventIds: open.map(({ id }) => id) });
}
