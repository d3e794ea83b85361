import { Readable } from 'node:stream';
import type { ImportKind, ImportView } from '@cheban/contracts';
import { ImportRunner, Imports } from '../../src/modules/intake/index.js';
import type { RawAnswer } from './clients.js';
import type { World } from './world.js';

/** Imports bytes as the command line does, in this process; answers the row of the import. */
export async function importBytes(
  world: World,
  entry: {
    kind: ImportKind;
    storeId: string;
    content: Buffer;
    asOf?: string;
    dryRun?: boolean;
    onProgress?: (rows: number) => void;
  },
) {
  const imports = world.get(Imports);
  const id = await imports.receive(Readable.from([entry.content], { objectMode: false }));
  const { kind, storeId, asOf } = entry;
  const run = await imports.register(id, { kind, storeId, fileName: 'export.csv', asOf }, null);
  await imports.queue(run, { mapping: run.mapping, asOf, dryRun: entry.dryRun ?? false }, null, false);
  await world.get(ImportRunner).run(id, entry.onProgress);
  return imports.mustFind(id);
}

/** Uploads a file as the console does. */
export async function upload(
  world: World,
  token: string,
  fields: Record<string, string>,
  file: { name: string; content: Buffer } | null,
): Promise<RawAnswer & { body: ImportView }> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  if (file) form.set('file', new Blob([new Uint8Array(file.content)]), file.name);
  const response = await fetch(`${world.api}/staff/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as RawAnswer['body'] & ImportView,
  };
}
