import type { CodeRowProblem } from '@cheban/contracts';
import { type BusinessDate, stripControl, toHalfWidth } from '@cheban/kernel';

/** A row of a file: its line number and its cells as text. */
export interface CodeLine {
  readonly line: number;
  readonly cells: readonly string[];
}
export interface CodeRow {
  readonly line: number;
  readonly code: string;
  readonly secret: string | null;
  /** Null: it has no end. */
  readonly expiresOn: BusinessDate | null;
}
export interface WrongRow {
  readonly line: number;
  readonly code: string;
  readonly problem: CodeRowProblem;
}

const CODE_NAMES = ['兑换码', '券码', '卡号', '码', '编码', '电影票', '激活码', 'code'];
const SECRET_NAMES = ['密码', '卡密', '校验码', 'pin', 'password', 'secret'];
const END_NAMES = ['有效期', '有效期至', '到期日', '截止日期', '失效日期', 'expires', 'expiry'];
const LONGEST = 64;
/** What partners print on tickets and cards: letters, digits, signs, and gaps between groups. */
const PRINTED = /^[\x20-\x7e]+$/;

const bare = (text: string) => stripControl(toHalfWidth(text)).replace(/\s+/g, '').toLowerCase();
const find = (cells: readonly string[], names: readonly string[]) =>
  cells.findIndex((cell) => names.includes(bare(cell)));

/** Which column is which; a file without a header has its codes in the first column. */
function columnsOf(first: CodeLine | undefined) {
  const cells = first?.cells ?? [];
  const code = find(cells, CODE_NAMES);
  if (code < 0) return { code: 0, secret: -1, end: -1, header: false };
  return { code, secret: find(cells, SECRET_NAMES), end: find(cells, END_NAMES), header: true };
}

/** Whether nobody can say which of several columns has the codes: names of people are not to be given as tickets. */
export function lacksCodeColumn(lines: readonly CodeLine[]): boolean {
  const filled = lines.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const first = lines[filled.findIndex((cells) => cells > 0)];
  return !columnsOf(first).header && filled.some((cells) => cells > 1);
}

/** 2026-12-31, 2026/12/31, 2026.12.31, 20261231, 2026年12月31日; null if it is no date. */
function readDate(text: string): BusinessDate | null {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?: .*)?$/.exec(toHalfWidth(text).trim());
  if (!match) return null;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/**
 * Reads codes out of the lines of a table. Nothing is dropped silently: each line that is not blank is a row or a wrong
 * row. `today` is the business date; codes that ended before are of no use.
 */
export function readCodeRows(
  lines: readonly CodeLine[],
  today: BusinessDate,
): { rows: CodeRow[]; wrong: WrongRow[] } {
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const columns = columnsOf(filled[0]);
  const rows: CodeRow[] = [];
  const wrong: WrongRow[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of columns.header ? filled.slice(1) : filled) {
    const cell = (index: number) => stripControl(toHalfWidth(cells[index] ?? '')).trim();
    const code = cell(columns.code).replace(/^'/, '');
    const secret = columns.secret < 0 ? '' : cell(columns.secret).replace(/^'/, '');
    const end = columns.end < 0 ? '' : cell(columns.end);
    const expiresOn = end === '' ? null : readDate(end);
    const refuse = (problem: CodeRowProblem) => wrong.push({ line, code, problem });
    if (code === '') refuse('empty');
    else if (!PRINTED.test(code)) refuse('strange');
    else if (code.length > LONGEST || secret.length > LONGEST) refuse('too_long');
    else if (end !== '' && expiresOn === null) refuse('date');
    else if (expiresOn !== null && expiresOn < today) refuse('expired');
    else if (seen.has(code)) refuse('twice');
    else {
      seen.add(code);
      rows.push({ line, code, secret: secret === '' ? null : secret, expiresOn });
    }
  }
  return { rows, wrong };
}

/** A code as lists show it: the last four characters at most, and never more than half of it. */
export function maskCode(code: string): string {
  const shown = Math.min(4, Math.floor(code.length / 2));
  return `****${shown === 0 ? '' : code.slice(-shown)}`;
}
