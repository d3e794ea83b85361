import { toHalfWidth } from '@cheban/kernel';

const TOTAL = /^(?:本页|页|本月|全部|总)?(?:合计|总计|小计|共计|总数|汇总|累计)(?:[:：(（\d].*)?$/;
const FOOTER =
  /^(?:制表|打印|导出|审核|填表|复核|制单|注[:：]|备注[:：]|说明[:：]|第\s*\d+\s*页|共\s*\d+\s*[页条行])/;

/** What a line of the table is; only `data` counts as a row. */
export type LineKind = 'data' | 'blank' | 'total' | 'footer' | 'header';

/**
 * Tells rows from the rest of an export: blank lines, totals (合计, 总计, 小计 …), notes below the table, and the
 * header printed again on every page. `hasKey` says that the line carries a VIN, an order number or a phone: such a
 * line is always a row, whatever else stands in it.
 */
export function lineKind(cells: readonly string[], headers: readonly string[], hasKey: boolean): LineKind {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return 'blank';
  if (cells.length >= headers.length && headers.every((header, i) => (cells[i] ?? '').trim() === header)) {
    return 'header';
  }
  if (hasKey) return 'data';
  const first = toHalfWidth(filled[0] ?? '').replace(/\s/g, '');
  if (TOTAL.test(first)) return 'total';
  if (filled.length <= 4 && FOOTER.test(first)) return 'footer';
  return 'data';
}
