/** Vehicle identification numbers (车架号; ISO 3779, GB 16735). */
import { type BusinessDate, yearOf } from './business-date.js';
import { toHalfWidth } from './text.js';

/** `length` and `characters` are errors; `check_digit` is a warning only, imported cars need not follow it. */
export type VinProblem = 'length' | 'characters' | 'check_digit';

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** Value of a letter by its place here: A is 1, J is 1 again, S starts at 2 (49 CFR 565.15). */
const LETTER_VALUES: Record<string, number> = {};
for (const [letters, first] of [
  ['ABCDEFGH', 1],
  ['JKLMN', 1],
  ['P', 7],
  ['R', 9],
  ['STUVWXYZ', 2],
] as const) {
  for (let i = 0; i < letters.length; i += 1) LETTER_VALUES[letters.charAt(i)] = first + i;
}

/** Half width, upper case, no blanks or dashes. Does not judge: see {@link vinProblem}. */
export function normaliseVin(text: string | null | undefined): string {
  return toHalfWidth(text ?? '')
    .replace(/[\s\u200b-\u200f\ufeff-]/g, '')
    .toUpperCase();
}

/** The check digit (position 9) that the other 16 characters ask for. Expects 17 allowed characters. */
export function vinCheckDigit(vin: string): string {
  let sum = 0;
  WEIGHTS.forEach((weight, i) => {
    const char = vin.charAt(i);
    sum += weight * (LETTER_VALUES[char] ?? Number(char));
  });
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** What is wrong with a normalised VIN, or null. Only the first problem is named, gravest first. */
export function vinProblem(vin: string): VinProblem | null {
  if (vin.length !== 17) return 'length';
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return 'characters';
  return vinCheckDigit(vin) === vin.charAt(8) ? null : 'check_digit';
}

/** Only the last 6 characters are shown, the part that workshops use to find a car. */
export function maskVin(vin: string): string {
  if (vin.length <= 6) return '*'.repeat(vin.length);
  return `${'*'.repeat(vin.length - 6)}${vin.slice(-6)}`;
}

/** Model year codes from 1980 on; the row repeats every 30 years. */
const YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';

/**
 * The model year from position 10. The code repeats every 30 years: the latest year is taken that is at most one
 * year ahead of `today` (next year's models are sold in autumn). Null when the VIN is not 17 characters, the code
 * is none, or the car would be older than 1980. Makers outside North America need not follow the code.
 */
export function modelYearFromVin(vin: string, today: BusinessDate): number | null {
  if (vin.length !== 17) return null;
  const index = YEAR_CODES.indexOf(vin.charAt(9));
  if (index < 0) return null;
  const latest = yearOf(today) + 1;
  const year = 1980 + index + 30 * Math.floor((latest - 1980 - index) / 30);
  return year >= 1980 ? year : null;
}
