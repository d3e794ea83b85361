import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable } from './table-source.js';

/** A part that unpacks to more than this many times its size is a bomb, once it is large at all. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM = 50 * 1024 * 1024;
/** 200,000 rows of 25 columns unpack to about 300 MB. */
const MAX_UNPACKED = 2 * 1024 * 1024 * 1024;
const MAX_ENTRIES = 5_000;
const MAX_DIRECTORY = 8 * 1024 * 1024;

interface Entry {
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/** Reads the parts of a ZIP archive from the central directory, which is what spreadsheet programs trust. */
export class ZipArchive {
  private constructor(
    private readonly file: SealedFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Throws BrokenTable for damaged, encrypted or absurdly packed archives. */
  static async open(file: SealedFile): Promise<ZipArchive> {
    const tailStart = Math.max(0, file.size - 66_000);
    const tail = await file.read(tailStart, file.size - tailStart);
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0 || tail.length - end < 22) throw new BrokenTable('no end of directory', 'IMPORT.DAMAGED');
    let count = tail.readUInt16LE(end + 10);
    let size = tail.readUInt32LE(end + 12);
    let offset = tail.readUInt32LE(end + 16);
    const locator = end - 20;
    if (locator >= 0 && tail.toString('latin1', locator, locator + 4) === 'PK\x06\x07') {
      const large = await file.read(Number(tail.readBigUInt64LE(locator + 8)), 56);
      if (large.length < 56) throw new BrokenTable('no large directory');
      count = Number(large.readBigUInt64LE(32));
      size = Number(large.readBigUInt64LE(40));
      offset = Number(large.readBigUInt64LE(48));
    }
    if (count > MAX_ENTRIES || size > MAX_DIRECTORY) throw new BrokenTable('directory too large');
    return new ZipArchive(file, readDirectory(await file.read(offset, size), count));
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The unpacked content of a part; ends with BrokenTable as soon as it grows beyond what the directory says. */
  async stream(name: string): Promise<Readable> {
    const entry = this.entries.get(name);
    if (!entry) throw new BrokenTable(`no part ${name}`);
    const head = await this.file.read(entry.offset, 30);
    if (head.length < 30 || head.toString('latin1', 0, 4) !== 'PK\x03\x04')
      throw new BrokenTable('no local head', 'IMPORT.DAMAGED');
    const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const packed = this.file.stream(start, start + entry.packed);
    if (entry.method === 0) return packed;
    const inflate = createInflateRaw();
    packed.on('error', (error) => inflate.destroy(error));
    inflate.on('close', () => packed.destroy());
    packed.pipe(inflate);
    return Readable.from(limited(inflate, entry.unpacked), { objectMode: false });
  }
}

async function* limited(source: Readable, max: number): AsyncGenerator<Buffer> {
  let total = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > max) throw new BrokenTable('a part is larger than its directory says');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof BrokenTable ? error : new BrokenTable((error as Error).message);
  } finally {
    source.destroy();
  }
}

function readDirectory(bytes: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let total = 0;
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (bytes.length < at + 46 || bytes.readUInt32LE(at) !== 0x0201_4b50)
      throw new BrokenTable('directory broken', 'IMPORT.DAMAGED');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      bytes.readUInt16LE(at + field),
    ) as [number, number, number];
    const flags = bytes.readUInt16LE(at + 8);
    const entry: Entry = {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    readLargeSizes(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength), entry);
    if ((flags & 1) !== 0) throw new BrokenTable('encrypted archive', 'IMPORT.LOCKED');
    if (entry.method !== 0 && entry.method !== 8) throw new BrokenTable('packing not supported');
    if (entry.unpacked > RATIO_COUNTS_FROM && entry.unpacked > entry.packed * MAX_RATIO) {
      throw new BrokenTable('a part unpacks absurdly');
    }
    total += entry.unpacked;
    if (total > MAX_UNPACKED) throw new BrokenTable('unpacks to too much');
    entries.set(name.replace(/^\//, ''), entry);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** ZIP64: sizes that do not fit 32 bits stand in an extra field, only those and in this order. */
function readLargeSizes(extra: Buffer, entry: Entry): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ['unpacked', 'packed', 'offset'] as const) {
      if (entry[key] !== 0xffff_ffff || field + 8 > extra.length) continue;
      entry[key] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
}
