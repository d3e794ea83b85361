import { lineKind, swallowsRows } from '../domain/data-lines.js';
import { uniqueHeaders } from '../domain/headers.js';
import { lossyWarnings } from '../domain/row-result.js';
import { count, emptyTally, type ImportTally } from '../domain/tally.js';
import type { ChangeList } from './change-list.js';
import type { ErrorBook } from './error-book.js';
import { BATCH_ROWS, type DataRow, type RowWriter } from './import-batch.js';
import type { OpenTable, TablePart } from './open-table.js';

/** One reading of a table from its first row to its last. */
export class ImportPass {
  readonly tally: ImportTally = emptyTally();
  private readonly columns: ReadonlyMap<string, number>;
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly table: OpenTable,
    mapping: Readonly<Record<string, string>>,
    private readonly writer: RowWriter,
    private readonly book: ErrorBook,
    private readonly changes: ChangeList,
    /** Called after each batch; may throw to stop the import. */
    private readonly afterBatch: (rowsRead: number) => Promise<void>,
  ) {
    this.columns = new Map(
      Object.entries(mapping).map(([key, header]) => [key, table.headers.indexOf(header)] as const),
    );
  }

  async run(): Promise<ImportTally> {
    for (const part of this.table.parts) await this.readPart(part);
    await this.flush(true);
    await this.written;
    this.tally.suspectReadings = await this.writer.countSuspects();
    if (this.tally.suspectReadings > 0) this.tally.warnings['mileage_suspect'] = this.tally.suspectReadings;
    return this.tally;
  }

  private async readPart({ source, headerLine, sheet }: TablePart): Promise<void> {
    const { headers, parts } = this.table;
    const prefix = parts.length > 1 ? `${sheet} 第 ` : '';
    for await (const lines of source.read()) {
      for (const { line, cells } of lines) {
        if (line <= headerLine) continue;
        const place = prefix ? `${prefix}${line} 行` : String(line);
        const row: DataRow = { place, cells, field: (key) => this.cell(cells, key) };
        if (lineKind(cells, headers, this.hasKey(row)) === 'data') await this.take(row);
      }
    }
  }

  private cell(cells: readonly string[], key: string): string | undefined {
    const column = this.columns.get(key);
    return column === undefined || column < 0 ? undefined : cells[column];
  }

  /** A VIN, a phone or an order number of usual length makes a line a row. */
  private hasKey(row: DataRow): boolean {
    return ['vin', 'phone', 'orderNo', 'plate'].some((key) =>
      /[A-Za-z0-9０-９]{6,}/.test(row.field(key) ?? ''),
    );
  }

  private async take(row: DataRow): Promise<void> {
    if (this.writer.waiting >= BATCH_ROWS || this.writer.mustFlushBefore(row)) await this.flush();
    this.tally.rows += 1;
    const intake = swallowsRows(row.cells, this.table.headers.length)
      ? { pending: false as const, errors: ['quotes_open'], warnings: [] }
      : this.writer.accept(row);
    if (row.cells.some((cell) => cell.includes('\ufffd'))) intake.warnings.push('text_garbled');
    for (const warning of intake.warnings) count(this.tally.warnings, warning);
    if (!intake.pending) {
      this.refuse(row, intake.errors);
      // A file of nothing but errors must still tell that it is alive.
      if (this.tally.rows % BATCH_ROWS === 0) await this.flush();
      return;
    }
    const lossy = intake.warnings.filter((warning) => lossyWarnings.has(warning));
    if (lossy.length > 0) this.book.remark({ place: row.place, cells: row.cells, reasons: lossy });
  }

  private refuse(row: DataRow, reasons: readonly string[]): void {
    count(this.tally.errors, reasons[0] ?? 'unknown');
    this.book.reject({ place: row.place, cells: row.cells, reasons });
    this.changes.refuse(row, reasons);
  }

  /** Starts writing the waiting rows; the next rows are read meanwhile. Batches are written one after the other. */
  private async flush(last = false): Promise<void> {
    await this.written;
    const writing = this.write(this.tally.rows, last);
    // A failure is met by the next `await`; until then it must not end the process.
    writing.catch(() => undefined);
    this.written = writing;
  }

  private async write(rowsRead: number, last: boolean): Promise<void> {
    for (const { row, outcome, reason, changes } of await this.writer.flush(last)) {
      if (outcome !== 'refused') this.changes.add(row, outcome, changes);
      if (outcome === 'refused') this.refuse(row, [reason ?? 'unknown']);
      else if (outcome === 'merged') count(this.tally.warnings, 'order_lines_merged');
      else this.tally[outcome] += 1;
    }
    await this.book.drain();
    await this.changes.drain();
    await this.afterBatch(rowsRead);
  }
}

/** The cells of a line under the headers of the table, for showing. */
export function sampleOf(table: OpenTable, rows: number): string[][] {
  const [{ headerLine }] = table.parts;
  const width = uniqueHeaders(table.headers).length;
  return table.head
    .filter((line) => line.line > headerLine && line.cells.some((cell) => cell.trim() !== ''))
    .slice(0, rows)
    .map((line) => Array.from({ length: width }, (_, i) => (line.cells[i] ?? '').slice(0, 200)));
}
