import { parseYuan } from '@cheban/kernel';

/** One line of the hand-over form as typed. Amounts are text until they are read as fen: no floats in between. */
export interface LineText {
  key: string;
  name: string;
  kind: 'labour' | 'part';
  quantity: string;
  amount: string;
}

export interface LineInput {
  name: string;
  kind: 'labour' | 'part';
  quantity: number;
  amountFen: number;
}

/** Largest amount the API takes, fen. */
const MAX_FEN = 1_000_000_000;

/** Yuan as typed → integer fen, or null when it is no amount between 0 and the limit. */
export function readFen(text: string): number | null {
  const fen = parseYuan(text);
  return fen !== null && fen >= 0 && fen <= MAX_FEN ? fen : null;
}

/** Quantity with at most one decimal, 0.1 to 999; null for anything else. */
export function readQuantity(text: string): number | null {
  if (!/^\d{1,3}(\.\d)?$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= 0.1 ? value : null;
}

/** A line that was added and never touched does not count. */
export const blank = (line: LineText) => line.name.trim() === '' && line.amount.trim() === '';

/** The lines for the API, or the key of the first that is wrong. */
export function readLines(
  lines: readonly LineText[],
): { lines: LineInput[]; wrong: null } | { lines: null; wrong: string } {
  const list: LineInput[] = [];
  for (const line of lines) {
    if (blank(line)) continue;
    const [amountFen, quantity] = [readFen(line.amount), readQuantity(line.quantity)];
    const name = line.name.trim();
    if (name === '' || amountFen === null || quantity === null) return { lines: null, wrong: line.key };
    list.push({ name, kind: line.kind, quantity, amountFen });
  }
  return { lines: list, wrong: null };
}

/** Sum of the amounts that can be read, fen. */
export function sumFen(lines: readonly LineText[]): number {
  return lines.reduce((sum, line) => sum + (readFen(line.amount) ?? 0), 0);
}
