import type { ImportKind } from '@cheban/contracts';
import { AppError } from '../../../platform/errors/index.js';
import { type FoundHeader, findHeader, HEADER_SEARCH_LINES } from '../domain/headers.js';
import { CsvSource, delimiters, examineText } from './csv-source.js';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable, type TableLine, type TableSource } from './table-source.js';
import { XlsxSource } from './xlsx-source.js';

/** A table with its header found. */
export interface OpenTable {
  source: TableSource;
  headers: string[];
  mapping: Record<string, string>;
  /** Number of the header's line; rows stand below it. */
  headerLine: number;
  /** Lines of the head of the file, header and what stands above it included. */
  head: TableLine[];
}

async function headOf(source: TableSource, count: number): Promise<TableLine[]> {
  const lines: TableLine[] = [];
  for await (const batch of source.read()) {
    lines.push(...batch);
    if (lines.length >= count) break;
  }
  return lines.slice(0, count);
}

const looksLikeTable = (lines: readonly TableLine[]) =>
  lines.filter((line) => line.cells.filter((cell) => cell.trim() !== '').length > 1).length > 0;

/**
 * Opens a file as a table and finds the header of this kind of export: of all readings (sheets, column separators)
 * the one whose header names most fields. Throws IMPORT.NOT_A_TABLE or IMPORT.NO_HEADER.
 */
export async function openTable(file: SealedFile, kind: ImportKind): Promise<OpenTable> {
  let found: { source: TableSource; head: TableLine[]; header: FoundHeader } | null = null;
  let table = false;
  try {
    for (const { source, probe } of await tablesIn(file)) {
      const head = await headOf(probe, HEADER_SEARCH_LINES + 10);
      table ||= looksLikeTable(head);
      const header = findHeader(
        kind,
        head.map((line) => line.cells),
      );
      const fields = Object.keys(header?.mapping ?? {}).length;
      if (header && fields > Object.keys(found?.header.mapping ?? {}).length)
        found = { source, head, header };
    }
  } catch (error) {
    if (error instanceof BrokenTable) throw new AppError('IMPORT.NOT_A_TABLE');
    throw error;
  }
  if (!table) throw new AppError('IMPORT.NOT_A_TABLE');
  if (!found) throw new AppError('IMPORT.NO_HEADER');
  const { source, head, header } = found;
  return {
    source,
    headers: header.headers,
    mapping: header.mapping,
    headerLine: head[header.line]?.line ?? 1,
    head,
  };
}

/** The ways in which a file may be read; none if it is neither a workbook nor text. */
export async function tablesIn(file: SealedFile): Promise<{ source: TableSource; probe: TableSource }[]> {
  const start = await file.read(0, 4);
  if (start.toString('latin1', 0, 2) === 'PK') {
    return (await XlsxSource.open(file)).map((source) => ({ source, probe: source }));
  }
  const facts = await examineText(file);
  if (!facts) return [];
  return delimiters.map((delimiter) => ({
    source: new CsvSource(file, facts, delimiter),
    probe: new CsvSource(file, facts, delimiter, true),
  }));
}
