import type { SealedFile } from './sealed-files.js';
import {
  BrokenTable,
  foundIn,
  MAX_COLUMNS,
  ReachingCells,
  type TableLine,
  type TableSource,
} from './table-source.js';
import { decoded, type TextFacts } from './text-file.js';
import { readXml, walkXml } from './xlsx-parts.js';

/** `ss:Index` → its value, whatever the prefix. */
function attribute(attributes: Record<string, string>, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key === name || key.endsWith(`:${name}`))?.[1];
}

/** One sheet of an "XML Spreadsheet 2003", which Excel opens and many systems write as `.xls`. */
export class SpreadsheetXmlSource implements TableSource {
  readonly lines = null;

  private constructor(
    private readonly file: SealedFile,
    private readonly facts: TextFacts,
    private readonly place: number,
    readonly sheet: string,
  ) {}

  /** The sheets in order. Throws BrokenTable if it is no XML. */
  static async open(file: SealedFile, facts: TextFacts): Promise<SpreadsheetXmlSource[]> {
    const names: string[] = [];
    await readXml(bytesOf(file, facts), {
      open: (name, attributes) => {
        if (name === 'Worksheet') names.push(attribute(attributes, 'Name') ?? '');
      },
    });
    return names.map((name, place) => new SpreadsheetXmlSource(file, facts, place, name));
  }

  async *read(): AsyncGenerator<TableLine[]> {
    const lines: TableLine[] = [];
    let sheet = -1;
    let line = 0;
    let column = 0;
    let cells: string[] = [];
    let text: string | null = null;
    let down = 0;
    let across = 0;
    const fresh: { column: number; lines: number; text: string }[] = [];
    const reaching = new ReachingCells();
    const xml = walkXml(bytesOf(this.file, this.facts), {
      open: (name, attributes) => {
        if (name === 'Worksheet') sheet += 1;
        if (sheet !== this.place) return;
        if (name === 'Row') {
          line = Number(attribute(attributes, 'Index') ?? line + 1);
          cells = [];
          column = 0;
        } else if (name === 'Cell') {
          const index = attribute(attributes, 'Index');
          if (index !== undefined) column = Number(index) - 1;
          else while (reaching.has(column)) column += 1;
          if (!(column >= 0 && column < MAX_COLUMNS)) throw new BrokenTable('too many columns');
          down = Number(attribute(attributes, 'MergeDown') ?? 0);
          across = Number(attribute(attributes, 'MergeAcross') ?? 0);
        } else if (name === 'Data') text = '';
      },
      text: (part) => {
        if (text !== null) text += part;
      },
      close: (name) => {
        if (sheet !== this.place) return;
        if (name === 'Data' && text !== null) {
          while (cells.length < column) cells.push('');
          cells[column] = text;
          fresh.push({ column, lines: down, text });
          text = null;
        } else if (name === 'Cell') column += 1 + across;
        else if (name === 'Row') {
          reaching.fill(cells);
          for (const cell of fresh.splice(0)) reaching.add(cell.column, cell.lines, cell.text);
          lines.push({ line, cells });
        }
      },
    });
    yield* foundIn(xml, lines);
  }
}

async function* bytesOf(file: SealedFile, { encoding }: TextFacts): AsyncGenerator<Buffer> {
  for await (const text of decoded(file, encoding)) yield Buffer.from(text);
}
