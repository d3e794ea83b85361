import { Readable } from 'node:stream';
import { stripControl } from '@cheban/kernel';
import { type Options, parse } from 'csv-parse';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable, MAX_COLUMNS, type TableLine, type TableSource } from './table-source.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** What separates the columns; a comma first, because it wins a draw. */
export const delimiters = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const MAX_RECORD = 1_000_000;
const PROBE = 256 * 1024;

export interface TextFacts {
  encoding: Encoding;
  lines: number;
}

/**
 * Reads the whole file once and tells how its text is written: a byte order mark decides, else valid UTF-8 is UTF-8,
 * else it is GB18030 (which holds GBK and GB2312). Null if it is no text at all.
 */
export async function examineText(file: SealedFile): Promise<TextFacts | null> {
  const head = await file.read(0, 4096);
  if (head.length === 0) return null;
  const start = head.toString('latin1', 0, 16).trimStart();
  if (/^(?:<|\{|%PDF|PK|\xd0\xcf|\x89PNG|GIF8|\xff\xd8\xff)/.test(start.replace(/^\xef\xbb\xbf\s*/, '')))
    return null;
  let encoding: Encoding | null = null;
  if (head[0] === 0xff && head[1] === 0xfe) encoding = 'utf-16le';
  else if (head[0] === 0xfe && head[1] === 0xff) encoding = 'utf-16be';
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = encoding === null;
  let lines = 0;
  for await (const chunk of file.chunksFrom(0, file.size)) {
    if (encoding === null && chunk.includes(0)) return null;
    if (isUtf8) {
      try {
        utf8.decode(chunk, { stream: true });
      } catch {
        isUtf8 = false;
      }
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  encoding ??= isUtf8 ? 'utf-8' : 'gb18030';
  if (encoding === 'gb18030') {
    const text = new TextDecoder(encoding).decode(head, { stream: true });
    // What cannot be decoded, and control characters, are rare in text and common in everything else.
    const odd = [...text].filter((char) => char === '\ufffd' || stripControl(char) === '').length;
    if (odd > text.length / 50 + 2) return null;
  }
  return { encoding, lines: lines + 1 };
}

const options = (delimiter: Delimiter): Options => ({
  delimiter,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MAX_RECORD,
});

/** A CSV file, also one that calls itself TXT: encoding known, columns separated by `delimiter`. */
export class CsvSource implements TableSource {
  readonly format = 'csv';

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
    const text = Readable.from(this.text(), { objectMode: false, encoding: 'utf8' });
    const parser = parse(options(this.delimiter));
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
    } catch (error) {
      // A quote that is open at the end of the probe is only cut off.
      if (!this.probe) throw error instanceof BrokenTable ? error : brokenOr(error);
    } finally {
      text.destroy();
      parser.destroy();
    }
    if (batch.length > 0) yield batch;
  }

  private async *text(): AsyncGenerator<string> {
    const decoder = new TextDecoder(this.facts.encoding);
    const end = this.probe ? Math.min(PROBE, this.file.size) : this.file.size;
    for await (const chunk of this.file.chunksFrom(0, end)) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '' && end === this.file.size) yield rest;
  }
}

function brokenOr(error: unknown): unknown {
  return String((error as { code?: string }).code).startsWith('CSV_')
    ? new BrokenTable((error as Error).message)
    : error;
}
