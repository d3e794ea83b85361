import type { FieldChange } from '../../owner/index.js';
import type { FieldReader } from '../domain/row-result.js';
import type { StoreColumn } from '../domain/store-column.js';

/** Rows of one transaction. */
export const BATCH_ROWS = 500;

/** A row of data as the table gives it. */
export interface DataRow {
  /** Where the row stands in the file: its line, with the name of the sheet if several are read. */
  place: string;
  cells: readonly string[];
  field: FieldReader;
  /** What was counted of it as a warning while it waits to be written. */
  warnings?: readonly string[];
}

/** A row waits to be written, or is refused now. */
export type Intake =
  | { pending: true; warnings: string[] }
  | { pending: false; errors: string[]; warnings: string[] };

export interface WrittenRow {
  row: DataRow;
  /** `merged`: a further line of an order whose first line tells what became of it. */
  outcome: 'created' | 'updated' | 'unchanged' | 'merged' | 'refused';
  /** Why it was refused. */
  reason?: string;
  /** What it changed in what was on file. */
  changes?: readonly FieldChange[];
}

/** What a kind of export does with its rows. One instance runs one import. */
export interface RowWriter {
  /** Rows that wait for the next `flush`. */
  readonly waiting: number;
  /** True if this row cannot share a transaction with the waiting ones. */
  mustFlushBefore(row: DataRow): boolean;
  accept(row: DataRow): Intake;
  /**
   * Writes the waiting rows in one transaction; safe to repeat if the database asks for it. Until the `last` time a
   * row that the next one may belong to keeps waiting.
   */
  flush(last: boolean): Promise<WrittenRow[]>;
  /** Readings of the file that cannot be true. */
  countSuspects(): Promise<number>;
}

export interface WriterContext {
  storeId: string;
  stores: StoreColumn;
  /** "Today" for judging what lies in the future. */
  asOf: string;
  /** False in a dry run. */
  write: boolean;
}
