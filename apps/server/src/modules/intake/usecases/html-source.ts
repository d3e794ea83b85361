import { Parser } from 'htmlparser2';
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

/** No cell of an export holds more; what does is no table. */
const MAX_CELL = 100_000;

/** A web page with tables in it, as many dealership systems write it and call it `.xls`. All its tables are one. */
export class HtmlSource implements TableSource {
  readonly sheet = null;
  readonly lines = null;

  constructor(
    private readonly file: SealedFile,
    private readonly facts: TextFacts,
  ) {}

  async *read(): AsyncGenerator<TableLine[]> {
    const lines = new HtmlLines();
    yield* foundIn(this.walk(lines), lines.ready);
  }

  private async *walk(lines: HtmlLines): AsyncGenerator<void> {
    const parser = new Parser(lines, { decodeEntities: true, lowerCaseTags: true });
    for await (const text of decoded(this.file, this.facts.encoding)) {
      parser.write(text);
      yield;
    }
    parser.end();
    lines.endLine();
  }
}

const span = (text: string | undefined) => Math.min(MAX_COLUMNS * 50, Math.max(1, Number(text) || 1));

/** Collects rows from the events of the parser; a table within a cell gives lines of its own. */
class HtmlLines {
  readonly ready: TableLine[] = [];
  private line = 0;
  private cells: string[] | null = null;
  private text: string | null = null;
  private column = 0;
  private spans = { columns: 1, lines: 1 };
  private reaching = new ReachingCells();
  private fresh: { column: number; lines: number; text: string }[] = [];

  onopentag(name: string, attributes: Record<string, string>): void {
    if (name === 'table') this.reaching = new ReachingCells();
    if (name === 'tr') {
      this.endLine();
      this.cells = [];
      this.column = 0;
    } else if ((name === 'td' || name === 'th') && this.cells) {
      this.endCell();
      this.spans = { columns: span(attributes['colspan']), lines: span(attributes['rowspan']) };
      this.text = '';
    } else if (name === 'br' && this.text !== null) this.text += ' ';
  }

  ontext(text: string): void {
    if (this.text === null) return;
    this.text += text;
    if (this.text.length > MAX_CELL) throw new BrokenTable('a cell is too long');
  }

  onclosetag(name: string): void {
    if (name === 'td' || name === 'th') this.endCell();
    else if (name === 'tr' || name === 'table') this.endLine();
  }

  endLine(): void {
    this.endCell();
    if (!this.cells) return;
    this.reaching.fill(this.cells);
    for (const { column, lines, text } of this.fresh) this.reaching.add(column, lines, text);
    this.fresh = [];
    this.line += 1;
    this.ready.push({ line: this.line, cells: this.cells });
    this.cells = null;
  }

  private endCell(): void {
    if (this.text === null || !this.cells) return;
    while (this.reaching.has(this.column)) this.column += 1;
    const text = this.text.replace(/[\s\u00a0]+/g, ' ').trim();
    if (this.column + this.spans.columns > MAX_COLUMNS) throw new BrokenTable('too many columns');
    while (this.cells.length < this.column) this.cells.push('');
    this.cells.push(text);
    this.fresh.push({ column: this.column, lines: this.spans.lines - 1, text });
    this.column += this.spans.columns;
    this.text = null;
  }
}
