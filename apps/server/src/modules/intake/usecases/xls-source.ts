import { numberText } from '../domain/sheet-number.js';
import { ContinuedBytes, decodeRk, flagText } from '../domain/xls-values.js';
import { type ByteRange, cached, OleFile, type PlainFile } from './ole-file.js';
import { BrokenTable, MAX_COLUMNS, ReachingCells, type TableLine, type TableSource } from './table-source.js';
import { readXlsBook, type XlsBook } from './xls-book.js';
import { recordsOf, type XlsRecord, xls } from './xls-records.js';
import type { Merge } from './xlsx-merges.js';

type Place = XlsBook['sheets'][number];

/** One sheet of a binary workbook of Excel 97 to 2003 (`.xls`), which many dealership systems still write. */
export class XlsSource implements TableSource {
  readonly sheet: string;
  readonly isHidden: boolean;
  private merges: readonly Merge[] | null = null;

  private constructor(
    private readonly book: XlsBook,
    private readonly place: Place,
    readonly lines: number | null,
  ) {
    this.sheet = place.name;
    this.isHidden = place.isHidden;
  }

  /** The sheets in order. Throws BrokenTable, whose code says what is to be done. */
  static async open(file: PlainFile): Promise<XlsSource[]> {
    const document = await documentOf(file);
    return inWords(async () => {
      const book = await readXlsBook(document);
      const sources: XlsSource[] = [];
      for (const place of book.sheets)
        sources.push(new XlsSource(book, place, await countLines(document, place)));
      return sources;
    });
  }

  async *read(): AsyncGenerator<TableLine[]> {
    this.merges ??= await inWords(() => mergesOf(this.book.document, this.place));
    const rows = new Rows(this.book, [...this.merges]);
    const records = recordsOf(this.book.document, this.place.start, this.place.end);
    try {
      for await (const some of partOf(records)) {
        for (const record of some) rows.take(record);
        if (rows.done.length > 0) yield rows.done.splice(0);
      }
      rows.finish();
    } catch (error) {
      throw inTheFile(error);
    }
    if (rows.done.length > 0) yield rows.done;
  }
}

/** The workbook within the file; some programs write it without the container around it. */
async function documentOf(file: PlainFile): Promise<ByteRange> {
  const head = await file.read(0, 2);
  if (head.length === 2 && head.readUInt16LE(0) === xls.startOfPart) return cached(file);
  const container = await OleFile.open(file);
  if (container.has('EncryptedPackage')) throw new BrokenTable('encrypted workbook', 'IMPORT.LOCKED');
  const document = (await container.stream('Workbook')) ?? (await container.stream('Book'));
  if (!document) throw new BrokenTable('another document of Office');
  return document;
}

/** The records of one sheet alone, without those of the charts in it. */
async function* partOf(records: AsyncIterable<XlsRecord[]>): AsyncGenerator<XlsRecord[]> {
  let depth = 0;
  for await (const some of records) {
    const own: XlsRecord[] = [];
    for (const record of some) {
      if (record.type === xls.startOfPart) depth += 1;
      if (depth === 1) own.push(record);
      if (record.type !== xls.endOfPart) continue;
      depth -= 1;
      if (depth <= 0) {
        yield own;
        return;
      }
    }
    yield own;
  }
  throw new BrokenTable('no end of the sheet', 'IMPORT.DAMAGED');
}

/** The number of lines by the sheet's own word, which stands before its rows. */
async function countLines(document: ByteRange, { start, end }: Place): Promise<number | null> {
  for await (const records of recordsOf(document, start, end)) {
    const size = records.find(({ type }) => type === xls.size);
    return size && size.data.length >= 8 ? size.data.readUInt32LE(4) || null : null;
  }
  return null;
}

/** The merged cells that reach over several lines, from top to bottom; they stand behind all rows. */
async function mergesOf(document: ByteRange, { start, end }: Place): Promise<Merge[]> {
  const merges: Merge[] = [];
  for await (const records of partOf(recordsOf(document, start, end))) {
    for (const { type, data } of records) {
      if (type !== xls.merges) continue;
      for (let at = 2; at + 8 <= data.length; at += 8) {
        const [top, bottom] = [data.readUInt16LE(at) + 1, data.readUInt16LE(at + 2) + 1];
        if (bottom > top) merges.push({ top, bottom, column: data.readUInt16LE(at + 4) });
      }
    }
  }
  return merges.sort((a, b) => a.top - b.top);
}

/** Puts cells together to lines as the records of a sheet come. */
class Rows {
  readonly done: TableLine[] = [];
  private line = 0;
  private cells: string[] = [];
  /** The cell of a formula whose text stands in a record of its own. */
  private waiting: { line: number; column: number } | null = null;
  private readonly reaching = new ReachingCells();

  constructor(
    private readonly book: XlsBook,
    private readonly merges: Merge[],
  ) {}

  take({ type, data }: XlsRecord): void {
    if (type === xls.sharedText) this.put(data, this.book.texts.get(data.readUInt32LE(6)));
    else if (type === xls.number) this.put(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
    else if (type === xls.packed)
      this.put(data, this.number(decodeRk(data.readUInt32LE(6)), data.readUInt16LE(4)));
    else if (type === xls.packedRow) this.putRow(data);
    else if (type === xls.ownText || type === xls.richText)
      this.put(data, new ContinuedBytes([data.subarray(6)]).text(2));
    else if (type === xls.flag) this.put(data, flagText(data.readUInt8(6), data.readUInt8(7) !== 0));
    else if (type === xls.formula) this.putFormula(data);
    else if (type === xls.formulaText && this.waiting) {
      const { line, column } = this.waiting;
      this.waiting = null;
      this.set(line, column, new ContinuedBytes([data]).text(2));
    }
  }

  finish(): void {
    if (this.line === 0) return;
    this.reaching.fill(this.cells);
    while (this.merges[0] && this.merges[0].top <= this.line) {
      const { top, bottom, column } = this.merges.shift() as Merge;
      if (top === this.line) this.reaching.add(column, bottom - top, this.cells[column] ?? '');
    }
    this.done.push({ line: this.line, cells: this.cells });
    this.cells = [];
  }

  private number(number: number, style: number): string {
    return numberText(number, this.book.dateStyles[style] === true, this.book.epoch);
  }

  private putRow(data: Buffer): void {
    const [line, first] = [data.readUInt16LE(0) + 1, data.readUInt16LE(2)];
    for (let at = 4, column = first; at + 8 <= data.length; at += 6, column += 1)
      this.set(line, column, this.number(decodeRk(data.readUInt32LE(at + 2)), data.readUInt16LE(at)));
  }

  private putFormula(data: Buffer): void {
    const [kind, value, isOther] = [data.readUInt8(6), data.readUInt8(8), data.readUInt16LE(12) === 0xffff];
    const isNothing = isOther ? kind === 3 : data.readDoubleLE(6) === 0;
    // To be reckoned out when it is opened: nobody has done so yet, and what stands there is no value.
    if (isNothing && (data.readUInt16LE(14) & 2) !== 0) this.put(data, '=（公式未计算）');
    else if (!isOther) this.put(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
    else if (kind === 0) this.waiting = { line: data.readUInt16LE(0) + 1, column: data.readUInt16LE(2) };
    else this.put(data, kind === 1 || kind === 2 ? flagText(value, kind === 2) : '');
  }

  private put(data: Buffer, text: string): void {
    this.set(data.readUInt16LE(0) + 1, data.readUInt16LE(2), text);
  }

  private set(line: number, column: number, text: string): void {
    if (line < this.line) throw new BrokenTable('lines out of order', 'IMPORT.OLD_EXCEL');
    if (column >= MAX_COLUMNS) throw new BrokenTable('too many columns');
    if (line > this.line) {
      this.finish();
      this.line = line;
    }
    while (this.cells.length < column) this.cells.push('');
    this.cells[column] = text;
  }
}

/** A record that is shorter than its type asks for means that the file is damaged. */
function inTheFile(error: unknown): unknown {
  return error instanceof RangeError ? new BrokenTable(error.message, 'IMPORT.DAMAGED') : error;
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw inTheFile(error);
  }
}
