/** Money is an integer number of fen (分, 1/100 yuan), so that sums never drift. */
import { toHalfWidth } from './text.js';

/** Integer fen. Negative for money that goes back. */
export type Fen = number;

const YUAN = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;

/**
 * Reads an amount in yuan as people and exports write it: `1,234.50`, `¥12`, `12.5元`, full-width digits.
 * Answers fen, or null when it is not an amount, has a part smaller than a fen, or is too large to be exact.
 */
export function parseYuan(text: string): Fen | null {
  const bare = toHalfWidth(text)
    .trim()
    .replace(/^([+-]?)\s*¥\s*/, '$1')
    .replace(/\s*元$/, '');
  const match = YUAN.exec(bare);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  // Excel writes 12.5 as 12.500000: further zeros are harmless, further digits are not money.
  if (/[1-9]/.test(fraction.slice(2))) return null;
  const fen = Number(whole.replace(/,/g, '')) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  if (!Number.isSafeInteger(fen)) return null;
  return sign === '-' && fen !== 0 ? -fen : fen;
}

/** Fen as yuan with thousands separators and always two decimals: 123450 → `1,234.50`. Throws RangeError on a fraction. */
export function formatYuan(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an integer amount of fen: ${fen}`);
  const absolute = Math.abs(fen);
  const whole = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${String(absolute % 100).padStart(2, '0')}`;
}

/** Fen as people say it in a sentence: whole yuan without decimals, 5000 → `50`, 5050 → `50.50`. Throws RangeError on a fraction. */
export function sayYuan(fen: Fen): string {
  return fen % 100 === 0 ? formatYuan(fen).slice(0, -3) : formatYuan(fen);
}
