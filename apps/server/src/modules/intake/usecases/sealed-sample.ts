import { Readable } from 'node:stream';
import type { SealedFiles, SealedKind } from './sealed-files.js';

/** What people see of a file before it is imported. */
interface FileHead {
  /** First rows, in the order of the headers. */
  rows: string[][];
  /** Sheets that are read, if the file has several, and those that are not. */
  sheetsRead: string[];
  sheetsLeft: string[];
  /** Hidden sheets with a table in them, which are not read. */
  sheetsHidden: string[];
}

/** A row that changed what was on file. */
export interface ChangedRow {
  /** Where it stands in the file. */
  place: string;
  /** The customer or the order, and the car, as far as people may see them. */
  subject: string;
  changes: { label: string; from: string; to: string }[];
}

/** Keeps the head beside the file, so that showing it does not mean opening the file again. */
export async function writeSample(files: SealedFiles, id: string, head: FileHead): Promise<void> {
  await keepJson(files, id, 'sample', head);
}

/** The head; an empty one once the files are deleted. */
export async function readSample(files: SealedFiles, id: string): Promise<FileHead> {
  const none: FileHead = { rows: [], sheetsRead: [], sheetsLeft: [], sheetsHidden: [] };
  const kept = await readJson<Partial<FileHead> | string[][]>(files, id, 'sample');
  // Files of earlier versions hold the rows alone, or nothing of hidden sheets.
  return Array.isArray(kept) ? { ...none, rows: kept } : { ...none, ...kept };
}

export async function writeChanged(
  files: SealedFiles,
  id: string,
  rows: readonly ChangedRow[],
): Promise<void> {
  await keepJson(files, id, 'changed', rows);
}

/** The first rows that changed something; none once the files are deleted. */
export async function readChanged(files: SealedFiles, id: string): Promise<ChangedRow[]> {
  return (await readJson<ChangedRow[]>(files, id, 'changed')) ?? [];
}

async function keepJson(files: SealedFiles, id: string, kind: SealedKind, value: unknown): Promise<void> {
  await files.keep(id, kind, Readable.from([Buffer.from(JSON.stringify(value))], { objectMode: false }));
}

async function readJson<T>(files: SealedFiles, id: string, kind: SealedKind): Promise<T | null> {
  const file = await files.open(id, kind).catch(() => null);
  if (!file) return null;
  try {
    return JSON.parse((await file.read(0, file.size)).toString('utf8')) as T;
  } finally {
    await file.close();
  }
}
