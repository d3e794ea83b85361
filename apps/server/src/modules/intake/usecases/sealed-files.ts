import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import {
  keyIdOf,
  SealedFile,
  type SealedStore,
  SealedStores,
  sealInto,
} from '../../../platform/crypto/index.js';

export { SealedFile } from '../../../platform/crypto/index.js';

/** The export, its head, refused rows, what became of each row, and the first of the changed ones. */
const kinds = ['source', 'sample', 'errors', 'changes', 'changed'] as const;
export type SealedKind = (typeof kinds)[number];

/** Uploaded exports, their error rows and lists of changes: personal data, so encrypted on disk from the first byte. */
@Injectable()
export class SealedFiles implements SealedStore {
  readonly name = 'imports';

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    stores: SealedStores,
  ) {
    stores.add(this);
  }

  async keyIds(): Promise<string[]> {
    return Promise.all((await this.files()).map((path) => keyIdOf(path)));
  }

  async reseal(): Promise<number> {
    let done = 0;
    for (const path of await this.files()) {
      if ((await keyIdOf(path)) === this.config.dataKeys[0]?.id) continue;
      const sealed = await SealedFile.open(path, this.config.dataKeys);
      try {
        await sealInto(path, sealed.stream(), this.config.dataKeys);
      } finally {
        await sealed.close();
      }
      done += 1;
    }
    return done;
  }

  /** Whole files; those that are being written end in `.part`. */
  private async files(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names
      .filter((name) => kinds.some((kind) => name.endsWith(`.${kind}`)))
      .map((name) => join(this.folder, name));
  }

  private get folder(): string {
    return join(this.config.filesDir, 'imports');
  }

  private path(id: string, kind: SealedKind): string {
    return join(this.folder, `${id}.${kind}`);
  }

  /** Keeps what `write` puts into the stream. The file appears under its name only when it is complete. */
  async keep(id: string, kind: SealedKind, source: Readable): Promise<number> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return sealInto(this.path(id, kind), source, this.config.dataKeys);
  }

  open(id: string, kind: SealedKind): Promise<SealedFile> {
    return SealedFile.open(this.path(id, kind), this.config.dataKeys);
  }

  /** Writes the plain content to a file that only this user may read; answers its path. For the command line. */
  async exportPlain(id: string, kind: SealedKind, extension: string): Promise<string> {
    const sealed = await this.open(id, kind);
    const path = `${this.path(id, kind)}.${extension}`;
    try {
      await pipeline(sealed.stream(), createWriteStream(path, { mode: 0o600 }));
    } finally {
      await sealed.close();
    }
    return path;
  }

  async remove(id: string): Promise<void> {
    for (const name of await this.names()) {
      if (name.startsWith(`${id}.`)) await rm(join(this.folder, name), { force: true });
    }
  }

  /** True if the file is there. */
  async has(id: string, kind: SealedKind): Promise<boolean> {
    return (await stat(this.path(id, kind)).catch(() => null)) !== null;
  }

  async removeKind(id: string, kind: SealedKind): Promise<void> {
    await rm(this.path(id, kind), { force: true });
  }

  /** Removes files last written before `before` (milliseconds); answers how many. */
  async removeOlder(before: number): Promise<number> {
    let removed = 0;
    for (const name of await this.names()) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtimeMs >= before) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  private async names(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }
}
