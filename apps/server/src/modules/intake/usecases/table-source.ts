/** A line of a table: its number in the file, from 1, and its cells as text. */
export interface TableLine {
  line: number;
  cells: string[];
}

/** A file that can be read as a table, from the start and as often as wanted. */
export interface TableSource {
  readonly format: 'csv' | 'xlsx';
  /** Lines of the table if the file says so, title and blank lines included; null if it does not. */
  readonly lines: number | null;
  /** Lines in file order, some at a time. Throws BrokenTable where the file cannot be read on. */
  read(): AsyncGenerator<TableLine[]>;
}

/** The content is not the table it seemed to be. The message is for the log, never for people. */
export class BrokenTable extends Error {}

/** No export has more columns; a line that has is no line of a table. */
export const MAX_COLUMNS = 400;
