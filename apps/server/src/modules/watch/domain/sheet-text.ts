import { csvSafe } from '@cheban/kernel';

/** Text for spreadsheets. Pure. */

/** One line of CSV, every cell quoted and none of them run as a formula, ended as RFC 4180 wants. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${csvSafe(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
