import type { ImportKind } from '@cheban/contracts';
import { normaliseVin, vinProblem } from '@cheban/kernel';
import { lineKind } from './data-lines.js';
import { headerBelow } from './headers.js';

/** A line of a table as it stands in the file. */
interface Line {
  line: number;
  cells: readonly string[];
}

/** A row under the headers of the table; `isForeign`: it belongs to another table below, whose columns are others. */
export interface PartRow extends Line {
  isForeign: boolean;
}

/** What is known of the table of which a part is read. */
export interface PartShape {
  kind: ImportKind;
  headers: readonly string[];
  /** The columns that are read. */
  mapped: readonly string[];
  /** The lines of this part that are its header, as they stand there. */
  printed: readonly (readonly string[])[];
  /** Says that a row, its columns in the order of the headers, carries a VIN, a phone, a plate or an order number. */
  hasKey(cells: readonly string[]): boolean;
}

const bare = (cells: readonly string[]) =>
  cells
    .map((cell) => cell.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trimEnd();
const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;

/** Finds the rows among the lines below a header: leaves out what is none, and follows a header that comes again. */
export class PartLines {
  private readonly printed: ReadonlySet<string>;
  /** What stands above the header; it may be printed again on every page. */
  private readonly titles = new Set<string>();
  private order: readonly number[] | null;
  private isForeign = false;
  /** A single word on a line: the title of another table if a header follows, else a row. */
  private waiting: Line | null = null;

  constructor(
    private readonly shape: PartShape,
    private readonly firstOrder: readonly number[] | null,
  ) {
    this.printed = new Set(shape.printed.map(bare));
    this.order = firstOrder;
  }

  /** A line above the header: no row of this table, but one of another if a car or a phone stands in it. */
  above({ line, cells }: Line): PartRow[] {
    const isRow = cells.some(
      (cell) => vinProblem(normaliseVin(cell)) === null || /^\s*1[3-9]\d{9}\s*$/.test(cell),
    );
    if (isRow) return [{ line, cells, isForeign: true }];
    this.titles.add(bare(cells));
    return [];
  }

  /** The rows that are certain by now. */
  take(line: Line): PartRow[] {
    const { cells } = line;
    if (this.printed.has(bare(cells)) && filled(cells) > 0) return this.begin(this.firstOrder, false);
    const ordered = this.inOrder(cells);
    const hasKey = this.shape.hasKey(ordered);
    const kind = lineKind(ordered, hasKey);
    if (kind === 'blank' || (!hasKey && this.titles.has(bare(cells)))) return [];
    const below = this.isForeign || !hasKey ? headerBelow(this.shape.kind, cells) : null;
    if (below !== null) {
      const places = this.shape.headers.map((header) => below.indexOf(header));
      const isSame = this.shape.mapped.every((header) => below.includes(header));
      return this.begin(isSame ? places : this.order, !isSame);
    }
    const rows = this.end();
    if (kind !== 'data') return rows;
    if (filled(cells) === 1 && !hasKey) this.waiting = line;
    else rows.push(this.row(line));
    return rows;
  }

  /** The row that still waited. */
  end(): PartRow[] {
    const rows = this.waiting === null ? [] : [this.row(this.waiting)];
    this.waiting = null;
    return rows;
  }

  private begin(order: readonly number[] | null, isForeign: boolean): PartRow[] {
    this.waiting = null;
    this.order = order;
    this.isForeign = isForeign;
    return [];
  }

  private row({ line, cells }: Line): PartRow {
    return { line, cells: this.isForeign ? cells : this.inOrder(cells), isForeign: this.isForeign };
  }

  private inOrder(cells: readonly string[]): readonly string[] {
    return this.order === null ? cells : this.order.map((place) => cells[place] ?? '');
  }
}

/** Where each of `headers` stands among `others`; null if they stand in the same places. */
export function orderOf(headers: readonly string[], others: readonly string[]): number[] | null {
  const order = headers.map((header) => others.indexOf(header));
  return order.every((place, i) => place === i) && others.length === headers.length ? null : order;
}
