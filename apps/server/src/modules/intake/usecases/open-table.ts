import type { ImportKind } from '@cheban/contracts';
import { AppError } from '../../../platform/errors/index.js';
import { type FoundHeader, findHeader, HEADER_SEARCH_LINES } from '../domain/headers.js';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable, type TableLine, type TableSource } from './table-source.js';
import { tablesIn } from './tables-in.js';

/** A sheet whose rows are read. */
export interface TablePart {
  source: TableSource;
  sheet: string;
  /** Number of the header's line; rows stand below it. */
  headerLine: number;
}

/** A table with its header found: usually one sheet, else all sheets with this header. */
export interface OpenTable {
  parts: readonly [TablePart, ...TablePart[]];
  headers: string[];
  mapping: Record<string, string>;
  /** Lines of the head of the first part, header and what stands above it included. */
  head: TableLine[];
  /** Names of the sheets that hold something else and are not read. */
  sheetsLeft: string[];
}

interface Candidate {
  source: TableSource;
  head: TableLine[];
  header: FoundHeader | null;
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
  lines.some((line) => line.cells.filter((cell) => cell.trim() !== '').length > 1);

const fieldsIn = ({ header }: Candidate) => Object.keys(header?.mapping ?? {}).length;

/**
 * Opens a file as a table and finds the header of this kind of export: of all readings (sheets, column separators)
 * the one whose header names most fields, and with it the sheets that go on under the same header. Throws
 * IMPORT.NO_HEADER, IMPORT.NOT_A_TABLE, or the error that says what the file is instead.
 */
export async function openTable(file: SealedFile, kind: ImportKind): Promise<OpenTable> {
  const candidates = await inWords(async () => {
    const found: Candidate[] = [];
    for (const { source, probe } of await tablesIn(file)) found.push(await candidateOf(source, probe, kind));
    return found;
  });
  const tables = candidates.filter(({ head }) => looksLikeTable(head));
  if (tables.length === 0) throw new AppError('IMPORT.NOT_A_TABLE');
  const best = tables.reduce((most, one) => (fieldsIn(one) > fieldsIn(most) ? one : most));
  if (!best.header) throw new AppError('IMPORT.NO_HEADER');
  const { headers, mapping } = best.header;
  const sameHeader = ({ source, header }: Candidate) =>
    source.sheet !== null && header?.headers.join('\n') === headers.join('\n');
  // In the order of the workbook, so that the first of two rows about one car is the first that people see.
  const read = tables.filter((one) => one === best || sameHeader(one));
  const [first = best, ...others] = read;
  return {
    parts: [partOf(first), ...others.map(partOf)],
    headers,
    mapping,
    head: first.head,
    sheetsLeft: tables.flatMap((one) => (read.includes(one) ? [] : (one.source.sheet ?? []))),
  };
}

async function candidateOf(source: TableSource, probe: TableSource, kind: ImportKind): Promise<Candidate> {
  const head = await headOf(probe, HEADER_SEARCH_LINES + 10);
  const cells = head.map((line) => line.cells);
  return { source, head, header: findHeader(kind, cells) };
}

const partOf = ({ source, head, header }: Candidate): TablePart => ({
  source,
  sheet: source.sheet ?? '',
  headerLine: head[header?.line ?? 0]?.line ?? 1,
});

/** Says in words that people understand why a file cannot be opened. */
async function inWords<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof BrokenTable) throw new AppError(error.code);
    throw error;
  }
}
