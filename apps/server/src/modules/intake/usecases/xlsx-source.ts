import { EPOCH_1900, EPOCH_1904, numberText } from '../domain/sheet-number.js';
import type { SealedFile } from './sealed-files.js';
import {
  BrokenTable,
  foundIn,
  MAX_COLUMNS,
  ReachingCells,
  type TableLine,
  type TableSource,
} from './table-source.js';
import { columnOf, type Merge, readMerges } from './xlsx-merges.js';
import { readDateStyles, readXml, SharedTexts, walkXml } from './xlsx-parts.js';
import { ZipArchive } from './zip-archive.js';

/** Each sheet is looked into, so that none is left out without a word. */
const MAX_SHEETS = 200;

interface Workbook {
  archive: ZipArchive;
  texts: SharedTexts;
  dateStyles: readonly boolean[];
  epoch: number;
}

/** One sheet of an Excel workbook. Numbers become the text that a CSV export of it would have, dates `YYYY-MM-DD`. */
export class XlsxSource implements TableSource {
  private merges: readonly Merge[] | null = null;

  private constructor(
    private readonly book: Workbook,
    private readonly part: string,
    readonly sheet: string,
    readonly lines: number | null,
    readonly isHidden: boolean,
  ) {}

  /**
   * The sheets in order, none if the archive is no workbook, and the names of all its parts. Throws
   * BrokenTable for broken ones.
   */
  static async open(file: SealedFile): Promise<{ sheets: XlsxSource[]; names: string[] }> {
    const archive = await ZipArchive.open(file);
    const names = archive.names();
    const bookPart = names.find((name) => /(^|\/)workbook\.xml$/.test(name));
    if (!bookPart) return { sheets: [], names };
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
    const sheets: { part: string; name: string; isHidden: boolean }[] = [];
    let epoch = EPOCH_1900;
    await readXml(await archive.stream(bookPart), {
      open: (name, attributes) => {
        if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) epoch = EPOCH_1904;
        if (name !== 'sheet') return;
        const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        const part = targets.get(relation);
        const isHidden = (attributes['state'] ?? 'visible') !== 'visible';
        if (part && archive.has(part)) sheets.push({ part, name: attributes['name'] ?? '', isHidden });
      },
    });
    if (sheets.length === 0) return { sheets: [], names };
    if (sheets.length > MAX_SHEETS) throw new BrokenTable('too many sheets');
    const texts = new SharedTexts();
    const textPart = `${folder}sharedStrings.xml`;
    if (archive.has(textPart)) await texts.fill(await archive.stream(textPart));
    const stylePart = `${folder}styles.xml`;
    const dateStyles = archive.has(stylePart) ? await readDateStyles(await archive.stream(stylePart)) : [];
    const book = { archive, texts, dateStyles, epoch };
    const sources: XlsxSource[] = [];
    for (const { part, name, isHidden } of sheets) {
      sources.push(new XlsxSource(book, part, name, await countLines(archive, part), isHidden));
    }
    return { sheets: sources, names };
  }

  async *read(): AsyncGenerator<TableLine[]> {
    const lines: TableLine[] = [];
    let line = 0;
    let cells: string[] = [];
    let column = 0;
    let type = '';
    let style = 0;
    let text = '';
    let inside = false;
    let phonetic = false;
    let formula: string | null = null;
    let inFormula = false;
    this.merges ??= await readMerges(await this.book.archive.stream(this.part));
    const merges = [...this.merges];
    const reaching = new ReachingCells();
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
          formula = null;
        } else if (name === 'rPh') phonetic = true;
        else if (name === 'f') formula = '';
        inside = (name === 'v' || name === 't') && !phonetic;
        inFormula = name === 'f';
      },
      text: (part) => {
        if (inside) text += part;
        else if (inFormula) formula += part;
      },
      close: (name) => {
        inside = false;
        inFormula = false;
        if (name === 'rPh') phonetic = false;
        else if (name === 'c') {
          while (cells.length < column) cells.push('');
          // A formula that nobody has reckoned out yet has no value: its own text shows that something is missing.
          cells[column] =
            text === '' && formula !== null && type !== 's'
              ? `=${formula}`
              : this.cellText(type, text, style);
          column += 1;
        } else if (name === 'row') {
          reaching.fill(cells);
          while (merges[0] && merges[0].top <= line) {
            const { top, bottom, column: at } = merges.shift() as Merge;
            if (top === line) reaching.add(at, bottom - top, cells[at] ?? '');
          }
          lines.push({ line, cells });
        }
      },
    });
    yield* foundIn(xml, lines);
  }

  private cellText(type: string, raw: string, style: number): string {
    if (type === 's') return this.book.texts.get(Number(raw));
    if (type === 'b') return raw === '1' ? '是' : '否';
    // `#N/A` is how a look-up says that it found nothing; the other errors must be seen.
    if (type === 'e') return raw === '#N/A' ? '' : raw;
    if (type !== 'n' || raw === '') return raw;
    const number = Number(raw);
    if (!Number.isFinite(number)) return raw;
    return numberText(number, this.book.dateStyles[style] === true, this.book.epoch);
  }
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
