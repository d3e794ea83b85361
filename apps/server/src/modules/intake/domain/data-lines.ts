import { toHalfWidth } from '@cheban/kernel';

const WORD = '(?:本页|页|本月|全部|总)?(?:合计|总计|小计|共计|总数|汇总|累计)';
const TOTAL = new RegExp(`^${WORD}(?:[:：(（\\d].*)?$`);
/** On a line without a VIN, a phone or a number a total may say more: `合计金额`, `共 3000 条记录`. */
const TOTAL_OF = new RegExp(`^(?:${WORD}|总?记录(?:总?数|合计)|共\\d+[台辆户单笔条行个位名])`);
const TOTAL_ENGLISH = /^(?:grand|sub)?-?total(?:s)?(?:[:(\d].*)?$/i;
const FOOTER =
  /^(?:制表|打印|导出|审核|填表|复核|制单|注[:：]|备注[:：]|说明[:：]|第\s*\d+\s*页|共\s*\d+\s*[页条行]|[-—=*]*以下(?:为)?空白)/;

/** A figure of a total line: `201,000`, `¥9,488.50`, `5户`; phones have no such form. */
const SUM = /^[-¥]?\s*(?:\d{1,10}|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\s*[户辆台条行个单笔张次元]?$/;

/** A total of a group names the group first: `李雪峰 小计`. */
const TOTAL_OF_GROUP = /^.{0,20}(?:小计|合计|总计|共计)[:：]?$/;

/** What a line of the table is; only `data` counts as a row. */
export type LineKind = 'data' | 'blank' | 'total' | 'footer';

/**
 * Tells rows from the rest of an export: blank lines, totals (合计, 总计, 小计 …) and notes below the table. `hasKey`
 * says that the line carries a VIN, an order number or a phone: such a line is always a row, whatever else stands in it.
 */
export function lineKind(cells: readonly string[], hasKey: boolean): LineKind {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return 'blank';
  const first = toHalfWidth(filled[0] ?? '').replace(/\s/g, '');
  // A sum may be long enough to look like a number of something; beside the word for it, it is a sum.
  if (
    (TOTAL.test(first) || TOTAL_ENGLISH.test(first)) &&
    (!hasKey || filled.slice(1).every((cell) => SUM.test(toHalfWidth(cell).trim())))
  )
    return 'total';
  if (hasKey) return 'data';
  if (TOTAL_OF.test(first) || isTotalOfGroup(filled)) return 'total';
  // A template has its lines numbered beforehand.
  if (filled.length === 1 && cells.indexOf(filled[0] ?? '') === 0 && /^\d{1,6}$/.test(first)) return 'blank';
  if (filled.length <= 4 && FOOTER.test(first)) return 'footer';
  return 'data';
}

/** True if all that follows the word for a total are figures. */
function isTotalOfGroup(filled: readonly string[]): boolean {
  const cells = filled.map((cell) => toHalfWidth(cell).replace(/\s/g, ''));
  const at = cells.findIndex((cell) => TOTAL_OF_GROUP.test(cell));
  return at >= 0 && cells.slice(at + 1).every((cell) => SUM.test(cell));
}

const DELIMITERS = /[,;\t|]/g;
const VIN_WITHIN = /(?<![A-Z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])/i;

/** True if a cell holds whole further rows: a quote in it was never closed, and the next lines ran into it. */
export function swallowsRows(cells: readonly string[], columns: number): boolean {
  return cells.some((cell) => {
    if (!cell.includes('\n')) return false;
    return cell
      .split('\n')
      .slice(1)
      .some((line) => {
        const separators = line.match(DELIMITERS)?.length ?? 0;
        return separators >= Math.max(3, columns - 2) || (separators >= 2 && VIN_WITHIN.test(line));
      });
  });
}
