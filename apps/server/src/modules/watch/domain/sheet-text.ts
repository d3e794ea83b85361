/** Text for spreadsheets. Pure. */

/**
 * A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe in front makes it text again.
 * Source: OWASP, CSV Injection.
 */
const RUNS = /^[\s]*[=+\-@＝＋－＠]|^[\t\r]/;

/** A cell that no spreadsheet runs. */
export function safeCell(text: string): string {
  return RUNS.test(text) ? `'${text}` : text;
}

/** One line of CSV, quoted where needed, ended as RFC 4180 wants. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${safeCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
