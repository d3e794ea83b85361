/** Money as exports write it; what people type themselves has narrower forms. */
import { type Fen, parseYuan, toHalfWidth } from '@cheban/kernel';
import { movePoint } from './column-unit.js';
import { plain, unwrap } from './read-cell.js';

const CURRENCY_BEFORE = /^([-+]?)\s*(?:RMB|CNY|人民币|¥)\s*[:：]?\s*/i;
const CURRENCY_AFTER = /\s*(?:元整?|圆整?|RMB|CNY)$/i;
/** `(760.00)` and `760.00-`, as book-keepers write money that goes back. */
const GOES_BACK = /^\((.+)\)$|^([^-].*)-$/;
const TEN_THOUSANDS = /^(.+?)\s*[万w]$/i;

/** What programs print of a number that is not exact in their arithmetic: `1748.6500000000001`. */
const INEXACT = /^-?\d{1,9}\.\d{9,}$/;

/** An amount in fen, 0 for a blank; null when it cannot be read. */
export function readAmount(cell: string | undefined): Fen | null {
  const text = toHalfWidth(plain(unwrap(cell ?? '')));
  if (text === '') return 0;
  const stripped = withoutCurrency(text);
  // Excel shows nothing as `¥ -` in its accounting format.
  if (/^[-—]+$/.test(stripped)) return 0;
  const back = GOES_BACK.exec(stripped);
  const inner = withoutCurrency(back?.[1] ?? back?.[2] ?? stripped);
  // Two signs say nothing together.
  if (back && /^[-+]/.test(inner)) return null;
  const rough = TEN_THOUSANDS.exec(inner)?.[1];
  const yuan = rough === undefined ? inner : movePoint(rough, 4);
  // What is no plain number before its 万 stays as it was.
  if (yuan === rough) return null;
  const fen = parseYuan(INEXACT.test(yuan) ? nearestFen(yuan) : yuan.replace(/^([-+]?)\./, '$10.'));
  return fen !== null && back && fen !== 0 ? -fen : fen;
}

/** The amount that was meant, if a whole fen is as near as such arithmetic comes; else the text as it is. */
function nearestFen(yuan: string): string {
  const meant = Number(yuan).toFixed(2);
  return Math.abs(Number(yuan) - Number(meant)) < 1e-6 ? meant : yuan;
}

const withoutCurrency = (text: string) =>
  text.trim().replace(CURRENCY_BEFORE, '$1').replace(CURRENCY_AFTER, '');
