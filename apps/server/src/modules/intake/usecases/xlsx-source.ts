import { fromDayNumber } from '@cheban/kernel';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable, MAX_COLUMNS, type TableLine, type TableSource } from './table-source.js';
import { readDateStyles, readXml, SharedTexts, walkXml } from './xlsx-parts.js';
import { ZipArchive } from './zip-archive.js';

const MAX_SHEETS = 10;
/** Days from 1970-01-01 back to day 0 of the calendars of Excel for Windows and of old Excel for Mac. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

interface Workbook {
  archive: ZipArchive;
  texts: SharedTexts;
  dateStyles: readonly boolean[];
  epoch: number;
}

/** One sheet of an Excel workbook. Numbers become the text that a CSV export of it would have, dates `YYYY-MM-DD`. */
export class XlsxSource implements TableSource {
  readonly format = 'xlsx';

  private constructor(
    private readonly book: Workbook,
    private readonly part: string,
    readonly lines: number | null,
  ) {}

  /** The visible sheets in order; empty if the archive is no workbook. Throws BrokenTable for broken ones. */
  static async open(file: SealedFile): Promise<XlsxSource[]> {
    const archive = await ZipArchive.open(file);
    const bookPart = archive.names().find((name) => /(^|\/)workbook\.xml$/.test(name));
    if (!bookPart) return [];
    const folder = bookPart.slice(0, bookPart.lastIndexOf('/') + 1);
    const targets = new Map<string, string>();
    const rels = `${folder}_rels/workbook.xml.rels`;
    if (archive.has(rels)) {
      await readXml(await archive.stream(rels), {
        open: (_name, { Id, Target }) => {
          if (Id && Target) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : folder + Target);
        },
      });
    }
    const sheets: string[] = [];
    let epoch = EPOCH_1900;
    await readXml(await archive.stream(bookPart), {
      open: (name, attributes) => {
        if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) epoch = EPOCH_1904;
        if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
        const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        const part = targets.get(relation);
        if (part && archive.has(part)) sheets.push(part);
      },
    });
    if (sheets.length === 0) return [];
    const texts = new SharedTexts();
    const textPart = `${folder}sharedStrings.xml`;
    if (archive.has(textPart)) await texts.fill(await archive.stream(textPart));
    const stylePart = `${folder}styles.xml`;
    const dateStyles = archive.has(stylePart) ? await readDateStyles(await archive.stream(stylePart)) : [];
    const book = { archive, texts, dateStyles, epoch };
    const sources: XlsxSource[] = [];
    for (const part of sheets.slice(0, MAX_SHEETS)) {
      sources.push(new XlsxSource(book, part, await countLines(archive, part)));
    }
    return sources;
  }

  async *read(): AsyncGenerator<TableLine[]> {
    let batch: TableLine[] = [];
    let line = 0;
    let cells: string[] = [];
    let column = 0;
    let type = '';
    let style = 0;
    let text = '';
    let inside = false;
    let phonetic = false;
    const xml = walkXml(await this.book.archive.stream(this.part), {
      open: (name, attributes) => {
        if (name === 'row') {
          line = Number(attributes['r'] ?? line + 1);
          cells = [];
          column = 0;
        } else if (name === 'c') {
          const at = attributes['r'];
          if (at !== undefined) column = columnOf(at);
          if (column >= MAX_COLUMNS) throw new BrokenTable('too many columns');
          type = attributes['t'] ?? 'n';
          style = Number(attributes['s'] ?? 0);
          text = '';
        } else if (name === 'rPh') phonetic = true;
        inside = (name === 'v' || name === 't') && !phonetic;
      },
      text: (part) => {
        if (inside) text += part;
      },
      close: (name) => {
        inside = false;
        if (name === 'rPh') phonetic = false;
        else if (name === 'c') {
          while (cells.length < column) cells.push('');
          cells[column] = this.cellText(type, text, style);
          column += 1;
        } else if (name === 'row') batch.push({ line, cells });
      },
    });
    for await (const _ of xml) {
      if (batch.length === 0) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  private cellText(type: string, raw: string, style: number): string {
    if (type === 's') return this.book.texts.get(Number(raw));
    if (type === 'b') return raw === '1' ? '是' : '否';
    if (type === 'e') return '';
    if (type !== 'n' || raw === '') return raw;
    const number = Number(raw);
    if (!Number.isFinite(number)) return raw;
    if (this.book.dateStyles[style] === true && number >= 1 && number < 73_416) {
      return fromDayNumber(Math.floor(number) - this.book.epoch);
    }
    // 1748.6500000000001 is how a computer writes 1748.65; 15 digits are what Excel shows.
    return Number.isInteger(number) && Math.abs(number) < 1e21
      ? BigInt(number).toString()
      : String(Number(number.toPrecision(15)));
  }
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const char of reference) {
    if (char < 'A' || char > 'Z') break;
    column = column * 26 + char.charCodeAt(0) - 64;
  }
  return Math.max(0, column - 1);
}

/** The number of lines by the sheet's own word (`<dimension ref="A1:X200001"/>`), which stands before its rows. */
async function countLines(archive: ZipArchive, part: string): Promise<number | null> {
  let lines: number | null = null;
  let over = false;
  const xml = walkXml(await archive.stream(part), {
    open: (name, attributes) => {
      if (name === 'dimension')
        lines = Number(/:[A-Z]+(\d+)$/.exec(attributes['ref'] ?? '')?.[1] ?? 0) || null;
      if (name === 'dimension' || name === 'sheetData') over = true;
    },
  });
  for await (const _ of xml) if (over) break;
  return lines;
}
