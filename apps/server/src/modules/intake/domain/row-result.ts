/** A cell by field key. */
export type FieldReader = (key: string) => string | undefined;

/** A row that may be written, or why not. Reasons are keys of `importReasonLabel`; the first one counts. */
export type RowResult<T> =
  | { ok: true; row: T; warnings: string[] }
  | { ok: false; errors: string[]; warnings: string[] };

/** Warnings that say that a cell was left out or read otherwise than it stands there: a person should look at the row. */
export const lossyWarnings: ReadonlySet<string> = new Set([
  'plate_invalid',
  'birthday_unreadable',
  'sex_unreadable',
  'insurance_on_unreadable',
  'licence_on_unreadable',
  'phone_extra',
  'vin_mended',
  'text_garbled',
  'same_phone_other_name',
  'mileage_without_date',
  'name_of_several',
  'cells_beyond_header',
  'store_differs',
]);
