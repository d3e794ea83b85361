import { fuelEighthLabels } from '@cheban/contracts/constants';

/** Fuel or charge as the gauge shows it, by eighths of full. Null if nobody looked. */
export function fuelWords(eighths: number | null): string | null {
  return eighths === null ? null : (fuelEighthLabels[eighths] ?? null);
}

/** Narrow signs, so that nine of them stand in a row on a phone. */
const signs = ['空', '⅛', '¼', '⅜', '½', '⅝', '¾', '⅞', '满'];

/** What a gauge can show, for a choice. */
export const fuelChoices = fuelEighthLabels.map((name, value) => ({
  label: signs[value],
  title: name,
  value,
}));
