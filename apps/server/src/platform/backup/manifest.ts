import { createHash, createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sameText } from '../crypto/index.js';

/** One file of a backup. `path` is below the backup's folder, with `/`. */
export interface BackupFile {
  readonly path: string;
  readonly sha256: string;
}
export interface BackupTable extends BackupFile {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
}
/** What a backup holds; nothing personal. */
export interface Manifest {
  readonly format: 1;
  /** The instant of the database's snapshot. */
  readonly takenAt: string;
  readonly keyId: string;
  readonly migrations: readonly string[];
  readonly tables: readonly BackupTable[];
  /** The files folder as it was: its files are encrypted already. */
  readonly files: readonly BackupFile[];
}

/** A backup that cannot be used, with one sentence for the person. */
export class BackupRefused extends Error {}

const NAME = 'manifest.json';
type DataKeyList = readonly { id: string; key: Buffer }[];

const sealOf = (text: string, key: Buffer) =>
  createHmac('sha256', key).update(`cheban backup\n${text}`).digest('base64url');

/** Writes the manifest with a seal that only the holder of the data key can make. */
export async function writeManifest(folder: string, manifest: Manifest, keys: DataKeyList): Promise<void> {
  const key = keys.find(({ id }) => id === manifest.keyId);
  if (!key) throw new Error('No data key is configured');
  const text = JSON.stringify(manifest, null, 1);
  const file = { seal: sealOf(text, key.key), manifest: text };
  await writeFile(join(folder, NAME), JSON.stringify(file), { mode: 0o600 });
}

/** Reads and checks a manifest and every file it names. Throws BackupRefused. */
export async function readManifest(folder: string, keys: DataKeyList): Promise<Manifest> {
  const file = await readFile(join(folder, NAME), 'utf8').catch(() => {
    throw new BackupRefused(`There is no backup in ${folder}.`);
  });
  const { seal, manifest: text } = JSON.parse(file) as { seal: string; manifest: string };
  const manifest = JSON.parse(text) as Manifest;
  const key = keys.find(({ id }) => id === manifest.keyId);
  if (!key)
    throw new BackupRefused(
      `This backup needs the data key ${manifest.keyId}; add it behind the others in CHEBAN_DATA_KEY.`,
    );
  if (!sameText(seal, sealOf(text, key.key))) throw new BackupRefused('The manifest was altered.');
  for (const { path, sha256 } of [...manifest.tables, ...manifest.files])
    if ((await sha256Of(join(folder, path)).catch(() => '')) !== sha256)
      throw new BackupRefused(`${path} is damaged or missing.`);
  return manifest;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
