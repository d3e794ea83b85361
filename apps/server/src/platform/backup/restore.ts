import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Connection } from 'mysql2/promise';
import type { Config } from '../config/index.js';
import { SealedFile } from '../crypto/index.js';
import { filesBelow, plainConnection, tablesOf } from './backup.js';
import { BackupRefused, type BackupTable, type Manifest, readManifest } from './manifest.js';

const ROWS = 500;
type Place = Pick<Config, 'databaseUrl' | 'dataKeys' | 'filesDir'>;

/**
 * Fills an empty database and an empty files folder from a backup. `migrate` brings an empty database to the given
 * migrations. Throws BackupRefused before anything is written if the backup is damaged or the place is not empty.
 */
export async function restore(
  { databaseUrl, dataKeys, filesDir }: Place,
  folder: string,
  migrate: (names: readonly string[]) => Promise<void>,
): Promise<Manifest> {
  const manifest = await readManifest(folder, dataKeys);
  const connection = plainConnection(databaseUrl).promise();
  try {
    if ((await tablesOf(connection)).size > 0)
      throw new BackupRefused('The database is not empty: restore into a new one.');
    if ((await filesBelow(filesDir)).length > 0)
      throw new BackupRefused(`The folder ${filesDir} is not empty: restore into a new one.`);
    await migrate(manifest.migrations);
    await connection.query("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', FOREIGN_KEY_CHECKS = 0");
    for (const table of manifest.tables) await fill(connection, folder, table, dataKeys);
  } finally {
    await connection.end();
  }
  for (const { path } of manifest.files) {
    const target = join(filesDir, path.slice('files/'.length));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, path), target);
  }
  return manifest;
}

async function fill(
  connection: Connection,
  folder: string,
  { table, path, columns, rows }: BackupTable,
  keys: Place['dataKeys'],
): Promise<void> {
  const names = columns.map((column) => `\`${column}\``).join(', ');
  // What a migration wrote by itself stands in the backup as well.
  await connection.query(`DELETE FROM \`${table}\``);
  const insert = (batch: unknown[][]) =>
    connection.query(`INSERT INTO \`${table}\` (${names}) VALUES ?`, [batch]);
  const sealed = await SealedFile.open(join(folder, path), keys);
  let count = 0;
  try {
    const lines = createInterface({ input: sealed.stream().pipe(createGunzip()) });
    let batch: unknown[][] = [];
    for await (const line of lines) {
      batch.push(JSON.parse(line) as unknown[]);
      count += 1;
      if (batch.length < ROWS) continue;
      await insert(batch);
      batch = [];
    }
    if (batch.length > 0) await insert(batch);
  } finally {
    await sealed.close();
  }
  if (count !== rows) throw new BackupRefused(`${table}: ${count} of ${rows} rows.`);
}
