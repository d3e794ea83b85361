/** What became of the rows of one import. Every row counts once: created, updated, unchanged, or one error. */
export interface ImportTally {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Accepted rows by warning; a row may have several. */
  warnings: Record<string, number>;
  /** Refused rows by their first reason: the sum is the number of refused rows. */
  errors: Record<string, number>;
  /** Readings of this file that cannot be true; those of known cars are kept aside for a person. */
  suspectReadings: number;
}

export function emptyTally(): ImportTally {
  return { rows: 0, created: 0, updated: 0, unchanged: 0, warnings: {}, errors: {}, suspectReadings: 0 };
}

/** Takes back what was counted of a row that is refused after all. */
export function uncount(record: Record<string, number>, reason: string): void {
  const left = (record[reason] ?? 0) - 1;
  if (left > 0) record[reason] = left;
  else delete record[reason];
}

export function count(record: Record<string, number>, reason: string, by = 1): void {
  record[reason] = (record[reason] ?? 0) + by;
}
