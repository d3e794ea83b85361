import type { SealedFile } from './sealed-files.js';
import { BrokenTable } from './table-source.js';

/** Bytes that can be read from any place. */
export interface ByteRange {
  readonly size: number;
  /** Exactly `length` bytes; throws BrokenTable where there are fewer. */
  read(at: number, length: number): Promise<Buffer>;
}

/** A file from which fewer bytes come than asked for where it ends. */
export type PlainFile = Pick<SealedFile, 'size' | 'read'>;

const SIGNATURE = 'd0cf11e0a1b11ae1';
const HEAD = 512;
const ENTRY = 128;
/** Sector numbers from here on are marks: free, end of a chain, table of sectors. */
const LAST_SECTOR = 0xffff_fffa;
const MAX_ENTRIES = 10_000;
const CACHED = 64 * 1024;

interface Entry {
  name: string;
  kind: number;
  start: number;
  size: number;
}

const damaged = (what: string) => new BrokenTable(what, 'IMPORT.DAMAGED');

/** The container in which Office until 2003 keeps its documents ([MS-CFB]): files within a file, in sectors. */
export class OleFile {
  private sectors: Uint32Array<ArrayBuffer> = new Uint32Array();
  private entries: Entry[] = [];
  private readonly plain: ByteRange;

  private constructor(
    file: PlainFile,
    private readonly sectorSize: number,
  ) {
    this.plain = cached(file);
  }

  /** Throws BrokenTable for what is cut off or contradicts itself. */
  static async open(file: PlainFile): Promise<OleFile> {
    const head = await file.read(0, HEAD);
    if (head.length < HEAD || head.toString('hex', 0, 8) !== SIGNATURE) throw damaged('no container');
    const shift = head.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw damaged('sector size');
    const container = new OleFile(file, 1 << shift);
    await container.readSectors(head);
    await container.readEntries(head.readUInt32LE(48));
    return container;
  }

  has(name: string): boolean {
    return this.entries.some((entry) => isNamed(entry, name));
  }

  /** The document of this name, null if there is none. */
  async stream(name: string): Promise<ByteRange | null> {
    const entry = this.entries.find((one) => isNamed(one, name));
    if (!entry) return null;
    const { smallBelow, smallSectors } = this.small;
    if (entry.size >= smallBelow) return this.chain(entry.start, entry.size);
    // Small documents share one: its pieces of 64 bytes have a table of their own.
    const root = this.entries.find(({ kind }) => kind === 5);
    if (!root) throw damaged('no root');
    const host = this.chain(root.start, root.size);
    const table = await this.numbersOf(this.chain(smallSectors, null));
    return inSectors(host, follow(table, entry.start, Math.ceil(entry.size / 64)), 64, 0, entry.size);
  }

  private small = { smallBelow: 4096, smallSectors: 0 };

  private get sectorCount(): number {
    return Math.ceil(Math.max(0, this.plain.size - HEAD) / this.sectorSize);
  }

  /** The table that says of every sector which one follows it; where it stands is told in the head and a chain of lists. */
  private async readSectors(head: Buffer): Promise<void> {
    this.small = { smallBelow: head.readUInt32LE(56), smallSectors: head.readUInt32LE(60) };
    const places: number[] = [];
    const most = Math.ceil((this.sectorCount * 4) / this.sectorSize) + 1;
    const take = (list: Buffer) => {
      for (let at = 0; at + 4 <= list.length; at += 4) {
        const place = list.readUInt32LE(at);
        if (place < LAST_SECTOR && places.length < most) places.push(place);
      }
    };
    take(head.subarray(76));
    const step = this.sectorSize - 4;
    let next = head.readUInt32LE(68);
    for (let lists = 0; next < LAST_SECTOR; lists += 1) {
      if (lists > most) throw damaged('lists of sectors in a circle');
      const list = await this.sector(next);
      take(list.subarray(0, step));
      next = list.readUInt32LE(step);
    }
    const table = inSectors(
      this.plain,
      Uint32Array.from(places),
      this.sectorSize,
      this.sectorSize,
      places.length * this.sectorSize,
    );
    this.sectors = await this.numbersOf(table);
  }

  private async readEntries(start: number): Promise<void> {
    const range = this.chain(start, null);
    const count = Math.min(MAX_ENTRIES, Math.floor(range.size / ENTRY));
    const bytes = await range.read(0, count * ENTRY);
    for (let at = 0; at < bytes.length; at += ENTRY) {
      const letters = Math.max(0, Math.min(64, bytes.readUInt16LE(at + 64)) - 2);
      this.entries.push({
        name: bytes.toString('utf16le', at, at + letters),
        kind: bytes.readUInt8(at + 66),
        start: bytes.readUInt32LE(at + 116),
        size: bytes.readUInt32LE(at + 120),
      });
    }
  }

  private sector(number: number): Promise<Buffer> {
    return this.plain.read((number + 1) * this.sectorSize, this.sectorSize);
  }

  /** A document of `size` bytes from its first sector; with null it reaches as far as its chain. */
  private chain(start: number, size: number | null): ByteRange {
    const most = size === null ? null : Math.ceil(size / this.sectorSize);
    if (size !== null && size > this.plain.size) throw damaged('a document larger than the file');
    const sectors = follow(this.sectors, start, most);
    return inSectors(
      this.plain,
      sectors,
      this.sectorSize,
      this.sectorSize,
      size ?? sectors.length * this.sectorSize,
    );
  }

  private async numbersOf(range: ByteRange): Promise<Uint32Array<ArrayBuffer>> {
    const bytes = await range.read(0, range.size);
    const numbers = new Uint32Array(bytes.length >> 2);
    for (let i = 0; i < numbers.length; i += 1) numbers[i] = bytes.readUInt32LE(i * 4);
    return numbers;
  }
}

const isNamed = (entry: Entry, name: string) =>
  entry.kind === 2 && entry.name.toLowerCase() === name.toLowerCase();

/** The sectors of a chain: `count` of them, or with null all up to its end. No chain is longer than its table. */
function follow(table: Uint32Array, start: number, count: number | null): Uint32Array {
  const chain: number[] = [];
  for (let next = start; next < LAST_SECTOR && chain.length !== count; next = table[next] ?? LAST_SECTOR) {
    if (chain.length >= table.length) throw damaged('sectors in a circle');
    chain.push(next);
  }
  if (count !== null && chain.length < count) throw damaged('a chain of sectors ends too early');
  return Uint32Array.from(chain);
}

/** Bytes that lie in sectors of another range, the first of them `offset` bytes from its start. */
function inSectors(
  host: ByteRange,
  sectors: Uint32Array,
  sectorSize: number,
  offset: number,
  size: number,
): ByteRange {
  const read = async (at: number, length: number): Promise<Buffer> => {
    if (at < 0 || at + length > size) throw damaged('read beyond the end');
    const parts: Buffer[] = [];
    for (let from = at; from < at + length; ) {
      const place = Math.floor(from / sectorSize);
      let run = 1;
      // Neighbours are read together.
      while ((place + run) * sectorSize < at + length && sectors[place + run] === (sectors[place] ?? 0) + run)
        run += 1;
      const end = Math.min(at + length, (place + run) * sectorSize);
      const start = offset + (sectors[place] ?? 0) * sectorSize + (from - place * sectorSize);
      parts.push(await host.read(start, end - from));
      from = end;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  };
  return { size, read };
}

/** A whole file as a range; the piece read last is kept, because neighbours are asked for one after the other. */
export function cached(file: PlainFile): ByteRange {
  let start = 0;
  let piece: Buffer = Buffer.alloc(0);
  const read = async (at: number, length: number): Promise<Buffer> => {
    if (at + length > file.size) throw damaged('the file is cut off');
    if (length > CACHED) return file.read(at, length);
    if (at < start || at + length > start + piece.length) {
      start = at - (at % CACHED);
      piece = await file.read(start, 2 * CACHED);
    }
    return piece.subarray(at - start, at - start + length);
  };
  return { size: file.size, read };
}
