/** Money as exports write it; what people type themselves has narrower forms. */
import { type Fen, parseYuan, toHalfWidth } from '@cheban/kernel';
import { movePoint } from './column-unit.js';
import { plain, unwrap } from './read-cell.js';

const CURRENCY_BEFORE = /^([-+]?)\s*(?:RMB|CNY|人民币|¥)\s*[:：]?\s*/i;
const CURRENCY_AFTER = /\s*(?:元整?|圆整?|RMB|CNY)$/i;
/** `(760.00)` and `760.00-`, as book-keepers write money that goes back. */
const GOES_BACK = /^\((.+)\)$|^([^-].*)-$/;
const TEN_THOUSANDS = /^(.+?)\s*[万w]$/i;

/** An amount in fen, 0 for a blank; null when it cannot be read. */
export function readAmount(cell: string | undefined): Fen | null {
  const text = toHalfWidth(plain(unwrap(cell ?? '')));
  if (text === '') return 0;
  const stripped = withoutCurrency(text);
  const back = GOES_BACK.exec(stripped);
  const inner = withoutCurrency(back?.[1] ?? back?.[2] ?? stripped);
  // Two signs say nothing together.
  if (back && /^[-+]/.test(inner)) return null;
  const rough = TEN_THOUSANDS.exec(inner)?.[1];
  const yuan = rough === undefined ? inner : movePoint(rough, 4);
  // What is no plain number before its 万 stays as it was.
  if (yuan === rough) return null;
  const fen = parseYuan(yuan);
  return fen !== null && back && fen !== 0 ? -fen : fen;
}

const withoutCurrency = (text: string) =>
  text.trim().replace(CURRENCY_BEFORE, '$1').replace(CURRENCY_AFTER, '');
