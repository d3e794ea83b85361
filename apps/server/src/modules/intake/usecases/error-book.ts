import ExcelJS from 'exceljs';
import { sayReasons } from './say-reasons.js';
import type { SealedFiles } from './sealed-files.js';
import { SealedOutput } from './sealed-output.js';

/** Rows that were accepted with something left out are few; beyond this many they are only counted. */
const MAX_REMARKS = 20_000;
const COLUMNS_AFTER = ['原因', '原文件行号'];

interface BookRow {
  place: string;
  cells: readonly string[];
  reasons: readonly string[];
}

/**
 * The rows that were refused, as a workbook to mend and import again: the original columns in their order, then the
 * reason. Every cell is text, so that nothing in it ever runs as a formula. Written as rows come, straight into the
 * sealed file.
 */
export class ErrorBook {
  private output: SealedOutput | null = null;
  private writer: ExcelJS.stream.xlsx.WorkbookWriter | null = null;
  private sheet: ExcelJS.Worksheet | null = null;
  private readonly remarks: BookRow[] = [];

  constructor(
    private readonly files: SealedFiles,
    private readonly runId: string,
    private readonly headers: readonly string[],
  ) {}

  reject(row: BookRow): void {
    if (!this.sheet) {
      this.sheet = this.open().addWorksheet('错误行');
      this.sheet.addRow([...this.headers, ...COLUMNS_AFTER]).commit();
    }
    this.sheet.addRow(this.values(row)).commit();
  }

  /** A row that was accepted although a cell of it could not be used. */
  remark(row: BookRow): void {
    if (this.remarks.length < MAX_REMARKS) this.remarks.push(row);
  }

  async drain(): Promise<void> {
    await this.output?.drain();
  }

  /** Completes the file; false if there was nothing to write. */
  async finish(): Promise<boolean> {
    this.sheet?.commit();
    if (this.remarks.length > 0) {
      const sheet = this.open().addWorksheet('已导入但有内容未采用');
      sheet.addRow([...this.headers, ...COLUMNS_AFTER]).commit();
      for (const row of this.remarks) sheet.addRow(this.values(row)).commit();
      sheet.commit();
    }
    if (!this.writer) return false;
    await this.writer.commit();
    await this.output?.whole();
    return true;
  }

  /** Gives up: nothing remains. */
  async discard(): Promise<void> {
    await this.output?.discard();
  }

  private values(row: BookRow): string[] {
    const cells = this.headers.map((_, i) => row.cells[i] ?? '');
    return [...cells, sayReasons(row.reasons), row.place];
  }

  private open(): ExcelJS.stream.xlsx.WorkbookWriter {
    if (this.writer) return this.writer;
    this.output = new SealedOutput(this.files, this.runId, 'errors');
    this.writer = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: this.output.stream,
      useSharedStrings: false,
      useStyles: false,
    });
    return this.writer;
  }
}
