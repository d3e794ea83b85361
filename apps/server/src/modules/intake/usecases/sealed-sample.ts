import { Readable } from 'node:stream';
import type { SealedFiles } from './sealed-files.js';

/** What people see of a file before it is imported. */
interface FileHead {
  /** First rows, in the order of the headers. */
  rows: string[][];
  /** Sheets that are read, if the file has several, and those that are not. */
  sheetsRead: string[];
  sheetsLeft: string[];
}

/** Keeps the head beside the file, so that showing it does not mean opening the file again. */
export async function writeSample(files: SealedFiles, id: string, head: FileHead): Promise<void> {
  await files.keep(id, 'sample', Readable.from([Buffer.from(JSON.stringify(head))], { objectMode: false }));
}

/** The head; an empty one once the files are deleted. */
export async function readSample(files: SealedFiles, id: string): Promise<FileHead> {
  const none: FileHead = { rows: [], sheetsRead: [], sheetsLeft: [] };
  const file = await files.open(id, 'sample').catch(() => null);
  if (!file) return none;
  try {
    const kept = JSON.parse((await file.read(0, file.size)).toString('utf8')) as FileHead | string[][];
    // Files of earlier versions hold the rows alone.
    return Array.isArray(kept) ? { ...none, rows: kept } : kept;
  } finally {
    await file.close();
  }
}
