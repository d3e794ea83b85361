/** Numbers of a workbook, binary or XML, as the text that a CSV export of it would have. */
import { fromDayNumber } from '@cheban/kernel';

/** Days from 1970-01-01 back to day 0 of the calendars of Excel for Windows and of old Excel for Mac. */
export const EPOCH_1900 = 25_569;
export const EPOCH_1904 = 24_107;
/** The serial of 2101-01-01: a larger number is no date. */
const LAST_SERIAL = 73_416;

/** The text of a number; `YYYY-MM-DD` where its style shows it as a date of the calendar that begins at `epoch`. */
export function numberText(number: number, isDate: boolean, epoch: number): string {
  if (isDate && number >= 1 && number < LAST_SERIAL) return fromDayNumber(Math.floor(number) - epoch);
  // 1748.6500000000001 is how a computer writes 1748.65; 15 digits are what Excel shows.
  return Number.isInteger(number) && Math.abs(number) < 1e21
    ? BigInt(number).toString()
    : String(Number(number.toPrecision(15)));
}

/** Number formats that Excel shows as a date without saying how: the built-in ones, also those of Chinese Excel. */
export const isDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 17) ||
  id === 22 ||
  (id >= 27 && id <= 31) ||
  id === 36 ||
  (id >= 50 && id <= 54) ||
  id === 57 ||
  id === 58;

/** True for a number format with a day or a year in it: `yyyy"年"m"月"d"日"`. */
export function isDateCode(code: string): boolean {
  // Words in quotes, escaped characters and [colours] are no date letters.
  return /[yd年日]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}
