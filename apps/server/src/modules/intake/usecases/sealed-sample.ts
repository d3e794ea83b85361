import { Readable } from 'node:stream';
import type { SealedFiles } from './sealed-files.js';

/** Keeps the first rows beside the file, so that showing them does not mean opening it again. */
export async function writeSample(files: SealedFiles, id: string, sample: string[][]): Promise<void> {
  await files.keep(id, 'sample', Readable.from([Buffer.from(JSON.stringify(sample))], { objectMode: false }));
}

/** The first rows; none once the files are deleted. */
export async function readSample(files: SealedFiles, id: string): Promise<string[][]> {
  const file = await files.open(id, 'sample').catch(() => null);
  if (!file) return [];
  try {
    return JSON.parse((await file.read(0, file.size)).toString('utf8')) as string[][];
  } finally {
    await file.close();
  }
}
