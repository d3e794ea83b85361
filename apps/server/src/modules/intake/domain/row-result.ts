/** A cell by field key. */
export type FieldReader = (key: string) => string | undefined;

/** A row that may be written, or why not. Reasons are keys of `importReasonLabel`; the first one counts. */
export type RowResult<T> =
  | { ok: true; row: T; warnings: string[] }
  | { ok: false; errors: string[]; warnings: string[] };

/** Warnings that say that a cell was left out; such rows are listed for the person beside the error rows. */
export const lossyWarnings: ReadonlySet<string> = new Set([
  'plate_invalid',
  'birthday_unreadable',
  'insurance_on_unreadable',
  'licence_on_unreadable',
]);
