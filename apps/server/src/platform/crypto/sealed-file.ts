import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CHUNK = 64 * 1024;
const TAG = 16;
const SALT = 16;
const KEY_ID = 8;
/** `CBF1`, the id of the data key padded with blanks, the salt of the file's own key. */
const HEAD = 4 + KEY_ID + SALT;
const MAGIC = 'CBF1';

const fileKey = (dataKey: Buffer, salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', dataKey, salt, 'cheban file', 32));

/** The counter makes chunks unexchangeable, the last-flag makes cutting the file short visible. */
function nonce(index: number, last: boolean): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(index, 0);
  iv.writeUInt8(last ? 1 : 0, 11);
  return iv;
}

/** Encrypts a stream in chunks of 64 KiB, each with a tag of its own, under a key that only this file has. */
class Seal extends Transform {
  private readonly key: Buffer;
  private held: Buffer = Buffer.alloc(0);
  private index = 0;
  plainBytes = 0;

  constructor(dataKey: { id: string; key: Buffer }) {
    super();
    const salt = randomBytes(SALT);
    this.key = fileKey(dataKey.key, salt);
    this.push(Buffer.concat([Buffer.from(MAGIC + dataKey.id.padEnd(KEY_ID), 'latin1'), salt]));
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.plainBytes += chunk.length;
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    let from = 0;
    for (; this.held.length - from > CHUNK; from += CHUNK)
      this.seal(this.held.subarray(from, from + CHUNK), false);
    this.held = this.held.subarray(from);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.seal(this.held, true);
    done();
  }

  private seal(plain: Buffer, last: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce(this.index, last));
    this.push(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
    this.index += 1;
  }
}

/** A sealed file opened for reading from any place. Close it when done. */
export class SealedFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly key: Buffer,
    /** Bytes of the plain content. */
    readonly size: number,
    private readonly chunks: number,
  ) {}

  /** Throws if the file is no sealed file or its key is not configured. */
  static async open(path: string, keys: readonly { id: string; key: Buffer }[]): Promise<SealedFile> {
    const handle = await open(path, 'r');
    try {
      const head = Buffer.alloc(HEAD);
      const { bytesRead } = await handle.read(head, 0, HEAD, 0);
      const keyId = head.toString('latin1', 4, 4 + KEY_ID).trimEnd();
      const dataKey = keys.find(({ id }) => id === keyId);
      if (bytesRead !== HEAD || head.toString('latin1', 0, 4) !== MAGIC || !dataKey) {
        throw new Error('A sealed file is damaged or its key is not configured');
      }
      const sealed = (await handle.stat()).size - HEAD;
      const chunks = Math.max(1, Math.ceil(sealed / (CHUNK + TAG)));
      return new SealedFile(
        handle,
        fileKey(dataKey.key, head.subarray(4 + KEY_ID)),
        sealed - chunks * TAG,
        chunks,
      );
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Plain bytes of one chunk; throws if it was altered. */
  private async chunk(index: number): Promise<Buffer> {
    const last = index === this.chunks - 1;
    const length = (last ? this.size - index * CHUNK : CHUNK) + TAG;
    const body = Buffer.allocUnsafe(length);
    await this.handle.read(body, 0, length, HEAD + index * (CHUNK + TAG));
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce(index, last));
    decipher.setAuthTag(body.subarray(length - TAG));
    return Buffer.concat([decipher.update(body.subarray(0, length - TAG)), decipher.final()]);
  }

  async *chunksFrom(start: number, end: number): AsyncGenerator<Buffer> {
    const stop = Math.min(end, this.size);
    for (let index = Math.floor(start / CHUNK); index * CHUNK < stop; index += 1) {
      const plain = await this.chunk(index);
      yield plain.subarray(Math.max(0, start - index * CHUNK), Math.min(plain.length, stop - index * CHUNK));
    }
  }

  /** Content from `start` up to `end` (exclusive), by default all of it. */
  stream(start = 0, end = this.size): Readable {
    return Readable.from(this.chunksFrom(start, end), { objectMode: false });
  }

  async read(start: number, length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.chunksFrom(start, start + length)) parts.push(part);
    return Buffer.concat(parts);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** Seals a stream into a file under the newest key; the file appears under its name only when it is whole. Plain bytes. */
export async function sealInto(
  path: string,
  source: Readable,
  keys: readonly { id: string; key: Buffer }[],
): Promise<number> {
  const dataKey = keys[0];
  if (!dataKey) throw new Error('No data key is configured');
  const part = `${path}.part`;
  const seal = new Seal(dataKey);
  try {
    await pipeline(source, seal, createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return seal.plainBytes;
}

/** The key under which a file lies that begins with four letters and the id of its key. */
export async function keyIdOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(4 + KEY_ID);
    await handle.read(head, 0, head.length, 0);
    return head.toString('latin1', 4).trimEnd();
  } finally {
    await handle.close();
  }
}
