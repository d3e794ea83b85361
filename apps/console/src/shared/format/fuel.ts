const eighthWords = ['空', '⅛', '¼', '⅜', '½', '⅝', '¾', '⅞', '满'] as const;

/** Fuel or charge as the gauge shows it: eighths of full, or the per cent of older records. Null if nobody looked. */
export function fuelWords(eighths: number | null, percent: number | null): string | null {
  if (eighths !== null) return eighthWords[eighths] ?? null;
  return percent === null ? null : `${percent}%`;
}

/** What a gauge can show, for a choice. */
export const fuelChoices = eighthWords.map((label, value) => ({ label, value }));
