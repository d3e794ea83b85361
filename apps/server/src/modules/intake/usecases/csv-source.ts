import { Readable } from 'node:stream';
import { type Options, parse } from 'csv-parse';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable, MAX_COLUMNS, type TableLine, type TableSource } from './table-source.js';
import { decoded, type TextFacts } from './text-file.js';

/** What separates the columns; a comma first, because it wins a draw. */
export const delimiters = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const MAX_RECORD = 1_000_000;
const PROBE = 256 * 1024;

const options = (delimiter: Delimiter, quote: '"' | null): Options => ({
  delimiter,
  quote,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MAX_RECORD,
});

/** A CSV file, also one that calls itself TXT: encoding known, columns separated by `delimiter`. */
export class CsvSource implements TableSource {
  readonly sheet = null;

  constructor(
    private readonly file: SealedFile,
    private readonly facts: TextFacts,
    private readonly delimiter: Delimiter,
    /** Ends after the first bytes: for looking at the head of the file only. */
    private readonly probe = false,
  ) {}

  get lines(): number {
    return this.facts.lines;
  }

  async *read(): AsyncGenerator<TableLine[]> {
    let line = 0;
    try {
      for await (const batch of this.records('"')) {
        line = batch.at(-1)?.line ?? line;
        yield batch;
      }
    } catch (error) {
      if (!isCsvError(error)) throw error;
      if (!this.probe)
        throw new BrokenTable(error.message, 'IMPORT.NOT_A_TABLE', openQuoteHint(error.records));
      // A quote that is open at the end is only cut off, or a slip further down: the head can be shown all the same.
      if (line === 0) yield* this.records(null);
    }
  }

  private async *records(quote: '"' | null): AsyncGenerator<TableLine[]> {
    const end = this.probe ? Math.min(PROBE, this.file.size) : this.file.size;
    const text = Readable.from(decoded(this.file, this.facts.encoding, end), {
      objectMode: false,
      encoding: 'utf8',
    });
    const parser = parse(options(this.delimiter, quote));
    text.on('error', (error) => parser.destroy(error));
    text.pipe(parser);
    let batch: TableLine[] = [];
    let line = 0;
    try {
      for await (const cells of parser as AsyncIterable<string[]>) {
        line += 1;
        if (cells.length > MAX_COLUMNS) throw new BrokenTable('too many columns');
        batch.push({ line, cells });
        if (batch.length < 200) continue;
        yield batch;
        batch = [];
      }
    } finally {
      text.destroy();
      parser.destroy();
    }
    if (batch.length > 0) yield batch;
  }
}

/** `records`: how many were whole, which is the line before the broken one. */
function isCsvError(error: unknown): error is Error & { records: number } {
  return error instanceof Error && String((error as { code?: string }).code).startsWith('CSV_');
}

const openQuoteHint = (whole: number) =>
  `第 ${whole + 1} 行有一个英文双引号（"）没有配对，后面的行连成了一格。请用 Excel 或记事本去掉它，再重新上传；已导入的行不会重复。`;
