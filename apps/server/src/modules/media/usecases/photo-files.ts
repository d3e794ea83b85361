import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { keyIdOf, type SealedStore, SealedStores } from '../../../platform/crypto/index.js';

export type PhotoSize = 'full' | 'thumb';

const MAGIC = 'CBP1';
const KEY_ID = 8;
const SALT = 16;
const HEAD = MAGIC.length + KEY_ID + SALT;
const TAG = 16;

/** The key of one file alone; its nonce may be zero because it seals once. The name is bound in: files cannot be swapped. */
const fileKey = (dataKey: Buffer, salt: Buffer, name: string) =>
  Buffer.from(hkdfSync('sha256', dataKey, salt, `cheban photo ${name}`, 32));
const NONCE = Buffer.alloc(12);

/** The bytes of photos: they show plates and faces, so they lie encrypted in the files folder. */
@Injectable()
export class PhotoFiles implements SealedStore {
  readonly name = 'photos';

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    stores: SealedStores,
  ) {
    stores.add(this);
  }

  async keyIds(): Promise<string[]> {
    const ids: string[] = [];
    for (const { path } of await this.all()) ids.push(await keyIdOf(path));
    return ids;
  }

  async reseal(): Promise<number> {
    let done = 0;
    for (const { path, id, size } of await this.all()) {
      if ((await keyIdOf(path)) === this.config.dataKeys[0]?.id) continue;
      const plain = await this.read(id, size);
      if (plain === null) continue;
      await this.keep(id, size, plain);
      done += 1;
    }
    return done;
  }

  /** Every whole file; those that are being written end in `.part`. */
  private async all(): Promise<{ path: string; id: string; size: PhotoSize }[]> {
    const folder = join(this.config.filesDir, 'photos');
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.flatMap((name) => {
      const found = /([0-9A-Z]{26})\.(full|thumb)$/.exec(name);
      return found ? [{ path: join(folder, name), id: found[1] ?? '', size: found[2] as PhotoSize }] : [];
    });
  }

  /** Two letters of the id's random end spread the files over 1,024 folders. */
  private path(id: string, size: PhotoSize): string {
    return join(this.config.filesDir, 'photos', id.slice(-2), `${id}.${size}`);
  }

  /** On disk, whole and synced, when it returns: a row may then say that the photo is there. */
  async keep(id: string, size: PhotoSize, plain: Buffer): Promise<void> {
    const dataKey = this.config.dataKeys[0];
    if (!dataKey) throw new Error('No data key is configured');
    const path = this.path(id, size);
    const salt = randomBytes(SALT);
    const cipher = createCipheriv('aes-256-gcm', fileKey(dataKey.key, salt, `${id}.${size}`), NONCE);
    const head = Buffer.concat([Buffer.from(MAGIC + dataKey.id.padEnd(KEY_ID), 'latin1'), salt]);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const file = await open(`${path}.part`, 'w', 0o600);
    try {
      await file.writeFile(Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  }

  /** The plain bytes; null if there is no such file. Throws if it was altered or its key is not configured. */
  async read(id: string, size: PhotoSize): Promise<Buffer | null> {
    const sealed = await readFile(this.path(id, size)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (sealed === null) return null;
    const keyId = sealed.toString('latin1', MAGIC.length, MAGIC.length + KEY_ID).trimEnd();
    const dataKey = this.config.dataKeys.find((one) => one.id === keyId);
    if (sealed.toString('latin1', 0, MAGIC.length) !== MAGIC || !dataKey)
      throw new Error('A photo is damaged or its key is not configured');
    const salt = sealed.subarray(MAGIC.length + KEY_ID, HEAD);
    const decipher = createDecipheriv('aes-256-gcm', fileKey(dataKey.key, salt, `${id}.${size}`), NONCE);
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(HEAD, sealed.length - TAG)), decipher.final()]);
  }

  async remove(id: string): Promise<void> {
    for (const size of ['full', 'thumb'] as const) await rm(this.path(id, size), { force: true });
  }
}
