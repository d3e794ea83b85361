import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { createConnection, type Connection as RawConnection } from 'mysql2';
import type { Connection } from 'mysql2/promise';
import type { Config } from '../config/index.js';
import { sealInto } from '../crypto/index.js';
import {
  type BackupFile,
  BackupRefused,
  type BackupTable,
  type Manifest,
  sha256Of,
  writeManifest,
} from './manifest.js';

/** The rows of migrations stand in the manifest. */
const MIGRATIONS_TABLE = 'schema_migration';
type Place = Pick<Config, 'databaseUrl' | 'dataKeys' | 'filesDir'>;

/** A connection whose values are texts and numbers as the database writes them: nothing is lost on the way. */
export function plainConnection(databaseUrl: string): RawConnection {
  return createConnection({
    uri: databaseUrl,
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
}

/**
 * Copies database and files folder into a new folder below `to` while everything runs: tables in one snapshot, zipped and
 * encrypted under the newest data key. Returns the folder and the manifest.
 */
export async function backup(
  { databaseUrl, dataKeys, filesDir }: Place,
  to: string,
  takenAt: string,
): Promise<{ folder: string; manifest: Manifest }> {
  const folder = join(to, `cheban-${takenAt.replace(/[-:]|\.\d+/g, '')}`);
  const part = `${folder}.part`;
  await mkdir(to, { recursive: true });
  await mkdir(join(part, 'tables'), { recursive: true, mode: 0o700 });
  const raw = plainConnection(databaseUrl);
  const connection = raw.promise();
  try {
    // Before the copy of the files: what a row names lies there by then.
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const manifest: Manifest = {
      format: 1,
      takenAt,
      keyId: dataKeys[0]?.id ?? '',
      migrations: await migrationsOf(connection),
      tables: await dumpTables(raw, part, dataKeys),
      files: await copyFiles(filesDir, part),
    };
    await writeManifest(part, manifest, dataKeys);
    await rename(part, folder);
    return { folder, manifest };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  } finally {
    await connection.end();
  }
}

async function migrationsOf(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY timestamp`);
  const names = (rows as { name: string }[]).map(({ name }) => name);
  if (names.length === 0) throw new BackupRefused('This database has no tables yet.');
  return names;
}

/** Tables with their columns, in order. */
export async function tablesOf(connection: Connection): Promise<Map<string, string[]>> {
  const [rows] = await connection.query(
    `SELECT table_name AS tableName, column_name AS columnName FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name <> ? ORDER BY table_name, ordinal_position`,
    [MIGRATIONS_TABLE],
  );
  const tables = new Map<string, string[]>();
  for (const { tableName, columnName } of rows as { tableName: string; columnName: string }[])
    tables.set(tableName, [...(tables.get(tableName) ?? []), columnName]);
  return tables;
}

async function dumpTables(
  connection: RawConnection,
  folder: string,
  keys: Place['dataKeys'],
): Promise<BackupTable[]> {
  const tables: BackupTable[] = [];
  for (const [table, columns] of await tablesOf(connection.promise())) {
    const path = `tables/${table}`;
    let rows = 0;
    const names = columns.map((column) => `\`${column}\``).join(', ');
    const query = connection.query({
      sql: `SELECT ${names} FROM \`${table}\``,
      rowsAsArray: true,
    });
    const lines = async function* (): AsyncGenerator<string> {
      for await (const row of query.stream()) {
        rows += 1;
        yield `${JSON.stringify(row)}\n`;
      }
    };
    await sealInto(join(folder, path), Readable.from(lines()).pipe(createGzip()), keys);
    tables.push({ table, columns, path, rows, sha256: await sha256Of(join(folder, path)) });
  }
  return tables;
}

/** Copies whole files; those that are being written end in `.part`, and one that vanishes meanwhile is nobody's any more. */
async function copyFiles(filesDir: string, folder: string): Promise<BackupFile[]> {
  const files: BackupFile[] = [];
  for (const name of await filesBelow(filesDir)) {
    const path = `files/${name}`;
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    const there = await copyFile(join(filesDir, name), join(folder, path)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
    if (there) files.push({ path, sha256: await sha256Of(join(folder, path)) });
  }
  return files;
}

/** Paths of the whole files of a folder, with `/`. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
