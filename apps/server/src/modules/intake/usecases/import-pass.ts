import type { ImportKind } from '@cheban/contracts';
import { ColumnForms } from '../domain/column-forms.js';
import { swallowsRows } from '../domain/data-lines.js';
import { uniqueHeaders } from '../domain/headers.js';
import { PartLines, type PartRow } from '../domain/part-lines.js';
import { lossyWarnings } from '../domain/row-result.js';
import { count, emptyTally, type ImportTally, uncount } from '../domain/tally.js';
import type { ChangeList } from './change-list.js';
import type { ErrorBook } from './error-book.js';
import { BATCH_ROWS, type DataRow, type Intake, type RowWriter } from './import-batch.js';
import type { OpenTable } from './open-table.js';

/** One reading of a table from its first row to its last. */
export class ImportPass {
  readonly tally: ImportTally = emptyTally();
  private readonly columns: ReadonlyMap<string, number>;
  private readonly forms: ColumnForms;
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly table: OpenTable,
    private readonly run: Readonly<{ kind: ImportKind; mapping: Record<string, string>; asOf: string }>,
    private readonly writer: RowWriter,
    private readonly book: ErrorBook,
    private readonly changes: ChangeList,
    /** Called after each batch; may throw to stop the import. */
    private readonly afterBatch: (rowsRead: number) => Promise<void>,
  ) {
    this.columns = new Map(
      Object.entries(run.mapping)
        .map(([key, header]) => [key, table.headers.indexOf(header)] as const)
        .filter(([, column]) => column >= 0),
    );
    this.forms = new ColumnForms(this.columns, table.headers, run.asOf);
  }

  async go(): Promise<ImportTally> {
    let seen = 0;
    for await (const row of this.rows()) {
      if (!row.isForeign) this.forms.see(row.cells);
      seen += 1;
      // A long file must tell that it is alive before its first row is written.
      if (seen % (BATCH_ROWS * 10) === 0) await this.afterBatch(0);
    }
    for await (const row of this.rows()) await this.take(row);
    await this.flush(true);
    await this.written;
    this.tally.suspectReadings = await this.writer.countSuspects();
    if (this.tally.suspectReadings > 0) this.tally.warnings['mileage_suspect'] = this.tally.suspectReadings;
    return this.tally;
  }

  /** The rows of all parts, from the first. */
  private async *rows(): AsyncGenerator<PartRow & { place: string }> {
    const { headers, parts } = this.table;
    for (const { source, headerLine, sheet, printed, order } of parts) {
      const mapped = [...this.columns.values()].map((column) => headers[column] ?? '');
      const lines = new PartLines(
        { kind: this.run.kind, headers, mapped, printed, hasKey: (cells) => this.hasKey(cells) },
        order,
      );
      const placed = (rows: readonly PartRow[]) =>
        rows.map((row) => ({
          ...row,
          place: parts.length > 1 ? `${sheet} 第 ${row.line} 行` : String(row.line),
        }));
      for await (const some of source.read()) {
        for (const line of some)
          yield* placed(line.line <= headerLine ? lines.above(line) : lines.take(line));
      }
      yield* placed(lines.end());
    }
  }

  private cell(cells: readonly string[], key: string): string | undefined {
    const column = this.columns.get(key);
    return column === undefined ? undefined : cells[column];
  }

  /** A VIN, a phone or an order number of usual length makes a line a row. */
  private hasKey(cells: readonly string[]): boolean {
    return ['vin', 'phone', 'orderNo', 'plate'].some((key) =>
      /[A-Za-z0-9０-９]{6,}/.test(this.cell(cells, key) ?? ''),
    );
  }

  private async take({ place, cells, isForeign }: PartRow & { place: string }): Promise<void> {
    const told = isForeign
      ? { cells: [], isDateTold: false, isAmountCounted: false }
      : this.forms.read(cells);
    const row: DataRow = { place, cells, field: (key) => this.cell(told.cells, key) };
    if (this.writer.waiting >= BATCH_ROWS || this.writer.mustFlushBefore(row)) await this.flush();
    this.tally.rows += 1;
    const intake = this.intakeOf(row, isForeign);
    if (told.isDateTold) intake.warnings.push('date_by_column');
    if (told.isAmountCounted) intake.warnings.push('amount_of_order');
    if (!isForeign && cells.slice(this.table.headers.length).some((cell) => cell.trim() !== ''))
      intake.warnings.push('cells_beyond_header');
    if (row.cells.some((cell) => cell.includes('\ufffd'))) intake.warnings.push('text_garbled');
    // A refused row tells why it was refused; what else was odd about it changes nothing that is on file.
    if (!intake.pending) {
      this.refuse(row, intake.errors);
      // A file of nothing but errors must still tell that it is alive.
      if (this.tally.rows % BATCH_ROWS === 0) await this.flush();
      return;
    }
    for (const warning of intake.warnings) count(this.tally.warnings, warning);
    row.warnings = intake.warnings;
    const lossy = intake.warnings.filter((warning) => lossyWarnings.has(warning));
    if (lossy.length > 0) this.book.remark({ place: row.place, cells: row.cells, reasons: lossy });
  }

  private intakeOf(row: DataRow, isForeign: boolean): Intake {
    const reason = isForeign
      ? 'other_table'
      : swallowsRows(row.cells, this.table.headers.length)
        ? 'quotes_open'
        : null;
    return reason === null ? this.writer.accept(row) : { pending: false, errors: [reason], warnings: [] };
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
      if (outcome === 'refused') {
        for (const warning of row.warnings ?? []) uncount(this.tally.warnings, warning);
        this.refuse(row, [reason ?? 'unknown']);
      } else if (outcome === 'merged') count(this.tally.warnings, 'order_lines_merged');
      else this.tally[outcome] += 1;
    }
    await this.book.drain();
    await this.changes.drain();
    await this.afterBatch(rowsRead);
  }
}

/** The cells of a line under the headers of the table, for showing. */
export function sampleOf(table: OpenTable, rows: number): string[][] {
  const [{ headerLine, order }] = table.parts;
  const width = uniqueHeaders(table.headers).length;
  return table.head
    .filter((line) => line.line > headerLine && line.cells.some((cell) => cell.trim() !== ''))
    .slice(0, rows)
    .map(({ cells }) =>
      Array.from({ length: width }, (_, i) => (cells[order?.[i] ?? i] ?? '').slice(0, 200)),
    );
}
