import type { ImportView } from '@cheban/contracts';
import { unfilledFields } from '@cheban/contracts/constants';

export type Mapping = Record<string, string>;

/** Fields that must be filled and have no column yet; of fields that stand for one another, all in one word. */
export function missingFields(entry: Pick<ImportView, 'fields'>, mapping: Mapping): string[] {
  return unfilledFields(entry.fields, (key) => Boolean(mapping[key])).map(({ label }) => label);
}

/** Columns chosen for more than one field. */
export function doubledHeaders(mapping: Mapping): string[] {
  const seen = new Map<string, number>();
  for (const header of Object.values(mapping)) seen.set(header, (seen.get(header) ?? 0) + 1);
  return [...seen].filter(([, times]) => times > 1).map(([header]) => header);
}

/** First values of a column that are not blank, at most three. */
export function samplesOf(
  entry: Pick<ImportView, 'headers' | 'sample'>,
  header: string | undefined,
): string[] {
  const column = header === undefined ? -1 : entry.headers.indexOf(header);
  if (column < 0) return [];
  return entry.sample
    .map((row) => (row[column] ?? '').trim())
    .filter((text) => text !== '')
    .slice(0, 3);
}

/** Columns of the file that no field takes. */
export function unusedHeaders(entry: Pick<ImportView, 'headers'>, mapping: Mapping): string[] {
  const used = new Set(Object.values(mapping));
  return entry.headers.filter((header) => !used.has(header));
}

/** Share of the rows read, 0..100, or null while the number of rows is unknown. */
export function percentOf(progress: ImportView['progress']): number | null {
  if (progress.rowsTotal === null || progress.rowsTotal === 0) return null;
  return Math.min(100, Math.floor((progress.rowsRead / progress.rowsTotal) * 100));
}
