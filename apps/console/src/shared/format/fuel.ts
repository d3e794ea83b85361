import { fuelEighthLabels } from '@cheban/contracts/constants';

/** Fuel or charge as the gauge shows it, by eighths of full. Null if nobody looked. */
export function fuelWords(eighths: number | null): string | null {
  return eighths === null ? null : (fuelEighthLabels[eighths] ?? null);
}

/** What a gauge can show, for a choice. */
export const fuelChoices = fuelEighthLabels.map((label, value) => ({ label, value }));
