import { EPOCH_1900, EPOCH_1904, isDateCode, isDateFormat } from '../domain/sheet-number.js';
import { ContinuedBytes } from '../domain/xls-values.js';
import type { ByteRange } from './ole-file.js';
import { BrokenTable } from './table-source.js';
import { recordsOf, type XlsRecord, xls } from './xls-records.js';
import { SharedTexts } from './xlsx-parts.js';

/** What the head of a binary workbook says of all its sheets. */
export interface XlsBook {
  document: ByteRange;
  texts: SharedTexts;
  /** By place of the cell style: true if it shows a number as a date. */
  dateStyles: readonly boolean[];
  epoch: number;
  /** The sheets in order, and where each lies in the document. */
  sheets: readonly { name: string; start: number; end: number; isHidden: boolean }[];
}

const BIFF8 = 0x0600;
const MAX_SHEETS = 200;

/** Reads the head. Throws BrokenTable, with LOCKED behind a password and OLD_EXCEL for versions before Excel 97. */
export async function readXlsBook(document: ByteRange): Promise<XlsBook> {
  const head = new Head();
  await head.read(document);
  const starts = head.sheets.map(({ start }) => start).sort((a, b) => a - b);
  if (starts.length > MAX_SHEETS) throw new BrokenTable('too many sheets');
  if (new Set(starts).size < starts.length) throw new BrokenTable('two sheets in one', 'IMPORT.DAMAGED');
  return {
    document,
    texts: head.texts,
    dateStyles: head.styles.map((format) => head.dates.get(format) ?? isDateFormat(format)),
    epoch: head.epoch,
    // A sheet ends where the next one starts, so that no two of them read the same bytes.
    sheets: head.sheets.map((sheet) => ({
      ...sheet,
      end: starts.find((other) => other > sheet.start) ?? document.size,
    })),
  };
}

class Head {
  readonly texts = new SharedTexts();
  readonly dates = new Map<number, boolean>();
  readonly styles: number[] = [];
  readonly sheets: { name: string; start: number; isHidden: boolean }[] = [];
  epoch = EPOCH_1900;
  /** The table of texts and what continues it, until it is whole. */
  private table: Buffer[] = [];

  async read(document: ByteRange): Promise<void> {
    let first = true;
    for await (const records of recordsOf(document, 0, document.size)) {
      for (const record of records) {
        if (first && !isBiff8(record)) throw new BrokenTable('an older workbook', 'IMPORT.OLD_EXCEL');
        first = false;
        if (record.type !== xls.continued) this.readTexts();
        if (record.type === xls.endOfPart) return;
        this.take(record);
      }
    }
    throw new BrokenTable('no end of the head', 'IMPORT.DAMAGED');
  }

  private take({ type, data }: XlsRecord): void {
    if (type === xls.password) throw new BrokenTable('encrypted workbook', 'IMPORT.LOCKED');
    if (type === xls.calendar && data.readUInt16LE(0) === 1) this.epoch = EPOCH_1904;
    else if (type === xls.numberFormat)
      this.dates.set(data.readUInt16LE(0), isDateCode(new ContinuedBytes([data.subarray(2)]).text(2)));
    else if (type === xls.cellStyle) this.styles.push(data.readUInt16LE(2));
    else if (type === xls.sheet && data.readUInt8(5) === 0) {
      const name = new ContinuedBytes([data.subarray(6)]).text(1);
      this.sheets.push({ name, start: data.readUInt32LE(0), isHidden: (data.readUInt8(4) & 3) !== 0 });
    } else if (type === xls.texts) this.table = [data];
    else if (type === xls.continued && this.table.length > 0) this.table.push(data);
  }

  private readTexts(): void {
    const [first, ...rest] = this.table.splice(0);
    if (!first) return;
    const unique = first.readUInt32LE(4);
    const bytes = new ContinuedBytes([first.subarray(8), ...rest]);
    for (let i = 0; i < unique && !bytes.atEnd; i += 1) this.texts.add(bytes.text(2));
  }
}

function isBiff8({ type, data }: XlsRecord): boolean {
  return type === xls.startOfPart && data.length >= 4 && data.readUInt16LE(0) === BIFF8;
}
