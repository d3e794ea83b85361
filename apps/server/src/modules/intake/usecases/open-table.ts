import type { ImportKind } from '@cheban/contracts';
import { AppError } from '../../../platform/errors/index.js';
import { type FoundHeader, findHeader, HEADER_SEARCH_LINES } from '../domain/headers.js';
import { orderOf } from '../domain/part-lines.js';
import type { SealedFile } from './sealed-files.js';
import { BrokenTable, type TableLine, type TableSource } from './table-source.js';
import { type Reading, tablesIn } from './tables-in.js';

/** A sheet whose rows are read. */
export interface TablePart {
  source: TableSource;
  sheet: string;
  /** Number of the header's line; rows stand below it. */
  headerLine: number;
  /** The lines that are the header, as they stand there. */
  printed: readonly (readonly string[])[];
  /** Where the columns of the table stand in this part, if not in their places. */
  order: readonly number[] | null;
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
  /** Names of the hidden sheets with a table in them, which are not read either. */
  sheetsHidden: string[];
}

interface Candidate {
  source: TableSource;
  head: TableLine[];
  header: FoundHeader | null;
  isHidden: boolean;
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
    for (const reading of await tablesIn(file)) found.push(await candidateOf(reading, kind));
    return found;
  });
  const filled = candidates.filter(({ head }) => looksLikeTable(head));
  const tables = filled.filter(({ isHidden }) => !isHidden);
  const hidden = filled.filter(({ isHidden }) => isHidden);
  const best = tables.reduce<Candidate | null>(
    (most, one) => (most === null || fieldsIn(one) > fieldsIn(most) ? one : most),
    null,
  );
  if (!best?.header && hidden.some(({ header }) => header !== null))
    throw new AppError('IMPORT.HIDDEN_SHEETS');
  if (!best) throw new AppError('IMPORT.NOT_A_TABLE');
  if (!best.header) throw new AppError('IMPORT.NO_HEADER');
  const { headers, mapping } = best.header;
  // In the order of the workbook, so that the first of two rows about one car is the first that people see.
  const read = tables.filter((one) => one === best || (one.source.sheet !== null && goesOn(one, mapping)));
  const [first = best, ...others] = read;
  return {
    parts: [partOf(first, headers), ...others.map((one) => partOf(one, headers))],
    headers,
    mapping,
    head: first.head,
    sheetsLeft: namesOf(tables.filter((one) => !read.includes(one))),
    sheetsHidden: namesOf(hidden),
  };
}

const namesOf = (candidates: readonly Candidate[]) => candidates.flatMap(({ source }) => source.sheet ?? []);

/** True for a sheet that says the same under the same names, in whatever order its columns stand. */
function goesOn({ header }: Candidate, mapping: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(header?.mapping ?? {});
  return (
    keys.length === Object.keys(mapping).length && keys.every((key) => header?.mapping[key] === mapping[key])
  );
}

async function candidateOf(reading: Reading, kind: ImportKind): Promise<Candidate> {
  const { source, probe, isHidden = false } = reading;
  const head = await headOf(probe, HEADER_SEARCH_LINES + 10);
  const cells = head.map((line) => line.cells);
  return { source, head, header: findHeader(kind, cells), isHidden };
}

const partOf = ({ source, head, header }: Candidate, headers: readonly string[]): TablePart => ({
  source,
  sheet: source.sheet ?? '',
  headerLine: head[header?.line ?? 0]?.line ?? 1,
  printed: header?.printed ?? [],
  order: orderOf(headers, header?.headers ?? headers),
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
