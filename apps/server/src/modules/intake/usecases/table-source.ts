import type { ErrorCode } from '@cheban/contracts';

/** A line of a table: its number in the file, from 1, and its cells as text. */
export interface TableLine {
  line: number;
  cells: string[];
}

/** A file that can be read as a table, from the start and as often as wanted. */
export interface TableSource {
  /** Name of the sheet in a workbook; null for a file that is one table. */
  readonly sheet: string | null;
  /** Lines of the table if the file says so, title and blank lines included; null if it does not. */
  readonly lines: number | null;
  /** Lines in file order, some at a time. Throws BrokenTable where the file cannot be read on. */
  read(): AsyncGenerator<TableLine[]>;
}

/** What a walk through a file puts into `found`, some at a time. */
export async function* foundIn<T>(walk: AsyncIterable<void>, found: T[]): AsyncGenerator<T[]> {
  for await (const _ of walk) if (found.length > 0) yield found.splice(0);
  if (found.length > 0) yield found.splice(0);
}

/**
 * The content is not the table it seemed to be. The message is for the log; people get the sentence of `code`, and
 * `hint` where there is more to say.
 */
export class BrokenTable extends Error {
  constructor(
    message: string,
    readonly code: ErrorCode = 'IMPORT.NOT_A_TABLE',
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}

/** No export has more columns; a line that has is no line of a table. */
export const MAX_COLUMNS = 400;

/** Cells that reach over several lines: the value stands in the first and counts for all. */
export class ReachingCells {
  private readonly open = new Map<number, { left: number; text: string }>();

  /** From this line on, `text` of `column` counts for `lines` further lines. */
  add(column: number, lines: number, text: string): void {
    if (lines > 0 && text !== '') this.open.set(column, { left: lines, text });
  }

  /** True if the column of the next line is taken. */
  has(column: number): boolean {
    return this.open.has(column);
  }

  /** Fills the next line. */
  fill(cells: string[]): void {
    for (const [column, cell] of this.open) {
      while (cells.length <= column) cells.push('');
      if (cells[column] === '') cells[column] = cell.text;
      cell.left -= 1;
      if (cell.left === 0) this.open.delete(column);
    }
  }
}
