import type { ImportKind } from '@cheban/contracts';
import { stripControl, toHalfWidth } from '@cheban/kernel';
import type { ImportField } from './import-field.js';
import { fieldsOf } from './import-fields.js';

/** Lines above the header that are looked at: title, store, printing time, filters. */
export const HEADER_SEARCH_LINES = 30;

const bare = (text: string) => text.replace(/[\s*＊:：·.。,，、_\-/\\'"“”【】[\]#]/g, '').toLowerCase();

/** In brackets it says how the numbers of a column are meant, not what they are: `下次保养(km)`. */
const UNIT = /^\s*(?:单位[:：]?)?\s*(?:[万千]?(?:公里|千米|元|km|kms)|公里数|分|rmb)\s*$/i;

/** As book-keeping systems mark the fields of their tables: `FVIN`, `FBillNo`. */
const TABLE_FIELD = /^F[A-Z][A-Za-z]+$/;

/**
 * The names a column header may be known by: whole, without its bracketed part (`里程（公里）`), the bracketed part
 * alone (`VIN(车架号)`), and without the mark of a table's field.
 */
function headerNames(header: string): string[] {
  const text = stripControl(toHalfWidth(header))
    .replace(/[【[]/g, '(')
    .replace(/[】\]]/g, ')');
  const inside = /\(([^()]*)\)/.exec(text)?.[1] ?? '';
  const names = [
    text.replace(/[()]/g, ''),
    text.replace(/\([^()]*\)?/g, ''),
    UNIT.test(inside) ? '' : inside,
    TABLE_FIELD.test(text) ? text.slice(1) : '',
  ].map(bare);
  return [...new Set(names)].filter((name) => name !== '');
}

const WITHOUT_TAX = /不含税|未税|无税/;

/** A few names stand before those that an `early` pattern catches. */
const EARLY = 3.5;

/** True for a column of codes (`颜色代码`) of something that has a name as well (`颜色描述`), or of a wish (`意向车型`). */
const isSecondBest = ({ key }: ImportField, names: readonly string[]) =>
  !['vin', 'plate', 'orderNo', 'store'].includes(key) &&
  /(?:代码|编码|编号|代号|code)$|意向/.test(names[0] ?? '');

/** How well a header names a field: smaller is better, null if not at all. */
function rank(field: ImportField, names: readonly string[]): number | null {
  let best: number | null = null;
  names.forEach((name, i) => {
    const at = field.names.findIndex((known) => bare(known) === name);
    // A bracketed part is a remark: it counts only if nothing names the field plainly.
    if (at >= 0) best = Math.min(best ?? 9_999, at + (i === 2 ? 400 : 0));
  });
  const fits = (like: RegExp | undefined) => like !== undefined && names.some((name) => like.test(name));
  if (fits(field.early)) best = Math.min(best ?? 9_999, EARLY);
  if (best === null && fits(field.like)) best = isSecondBest(field, names) ? 1_300 : 1_000;
  if (best === null && fits(field.loose)) best = 1_600;
  // Of two columns of money the customer has paid the one with the tax in it.
  if (best !== null && WITHOUT_TAX.test(names[0] ?? '')) best += 300;
  return best === null || !field.spare ? best : best + 2_000;
}

/** Field key → header, each header and each field used at most once; the best pairs are taken first. */
export function mapHeaders(kind: ImportKind, headers: readonly string[]): Record<string, string> {
  const fields = fieldsOf(kind);
  const pairs: { key: string; header: string; rank: number; order: number }[] = [];
  headers.forEach((header, column) => {
    const names = headerNames(header);
    if (names.length === 0) return;
    fields.forEach((field) => {
      const found = rank(field, names);
      if (found !== null) pairs.push({ key: field.key, header, rank: found, order: column });
    });
  });
  pairs.sort((a, b) => a.rank - b.rank || a.order - b.order);
  const mapping: Record<string, string> = {};
  const used = new Set<string>();
  const take = (key: string, header: string) => {
    if (mapping[key] !== undefined || used.has(header)) return;
    mapping[key] = header;
    used.add(header);
  };
  // A phone must be that of the person whose name is read, where the file tells the phones of several people.
  const name = pairs.find(({ key }) => key === 'name')?.header;
  const phones = pairs.filter(({ key }) => key === 'phone');
  const own = phones.find(({ header }) => whose(header) !== null && whose(header) === whose(name));
  if (own && whose(phones[0]?.header) !== null) take('phone', own.header);
  for (const { key, header } of pairs) take(key, header);
  return mapping;
}

/** Whom a column speaks of, if it says so: `车主手机` → 车主. */
const whose = (header: string | undefined): string | null =>
  /^\s*(客户|车主|用户|会员|顾客|机主|联系人)/.exec(toHalfWidth(header ?? ''))?.[1] ?? null;

/** Gives every column a name of its own: blank ones `列3`, repeated ones `电话 (2)`. */
export function uniqueHeaders(cells: readonly string[]): string[] {
  const last = cells.reduce((end, cell, i) => (cell.trim() === '' ? end : i), -1);
  const used = new Set<string>();
  return cells.slice(0, last + 1).map((cell, i) => {
    const name = stripControl(cell).replace(/\s+/g, ' ').trim().slice(0, 90) || `列${i + 1}`;
    let unique = name;
    for (let n = 2; used.has(unique); n += 1) unique = `${name} (${n})`;
    used.add(unique);
    return unique;
  });
}

export interface FoundHeader {
  /** Place among the lines that were passed in. */
  line: number;
  headers: string[];
  mapping: Record<string, string>;
  /** The line, or the two, as they stand there. */
  printed: (readonly string[])[];
}

/** The fields of which one must be named, so that a line of words is not taken for a header. */
const anchors: Record<ImportKind, readonly string[]> = {
  vehicles: ['vin', 'phone'],
  history: ['vin', 'plate', 'orderNo'],
};

/** Words that say nothing without the group above them: whose name, the distance of which service. */
const NEEDS_GROUP = /^(?:日期|时间|里程|里程数|公里数?|姓名|名称|电话|手机|金额|类型|状态|编号|单号)$/;

/**
 * The header of two lines, groups above and columns below (`车主信息 | 上次保养` over `姓名 | 手机 | 日期 | 里程`): a column
 * without a word below has that of above; one whose word is too general, or names no field alone, has both.
 */
function joined(kind: ImportKind, above: readonly string[], below: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(above.length, below.length) }, (_, i) => {
    const [top, bottom] = [(above[i] ?? '').trim(), (below[i] ?? '').trim()];
    group = top || group;
    if (bottom === '' || bottom === top) return top;
    const names = (header: string) => Object.keys(mapHeaders(kind, [header])).length > 0;
    const both = group + bottom;
    return NEEDS_GROUP.test(bottom) || (!names(bottom) && names(both)) ? both : bottom;
  });
}

/** The header among the first lines of a table: the line, or the two, that name most fields. Null if none names two. */
export function findHeader(kind: ImportKind, lines: readonly (readonly string[])[]): FoundHeader | null {
  let best: FoundHeader | null = null;
  let most = 1;
  const consider = (line: number, cells: readonly string[], printed: (readonly string[])[]) => {
    const headers = uniqueHeaders(cells);
    const mapping = mapHeaders(kind, headers);
    const count = Object.keys(mapping).length;
    if (count > most && anchors[kind].some((key) => mapping[key] !== undefined)) {
      best = { line, headers, mapping, printed };
      most = count;
    }
  };
  // A header has short words in several columns; a title names its fields in one.
  const isCandidate = (cells: readonly string[] | undefined): cells is readonly string[] =>
    (cells?.filter((cell) => cell.trim() !== '').length ?? 0) > 1;
  const head = lines.slice(0, HEADER_SEARCH_LINES);
  head.forEach((cells, line) => {
    if (isCandidate(cells)) consider(line, cells, [cells]);
  });
  head.forEach((cells, line) => {
    const above = head[line - 1];
    // Below a header stand rows: what has a number in it is no second line of a header.
    if (isCandidate(above) && isCandidate(cells) && !cells.some((cell) => /\d{4}/.test(cell)))
      consider(line, joined(kind, above, cells), [above, cells]);
  });
  return best;
}

/** The columns of a line among the rows if it is a header: that of another table below the first one. */
export function headerBelow(kind: ImportKind, cells: readonly string[]): string[] | null {
  const words = cells.filter((cell) => cell.trim() !== '');
  if (words.length < 3 || words.some((word) => word.length > 30 || /\d{4}/.test(word))) return null;
  const headers = uniqueHeaders(cells);
  const mapping = mapHeaders(kind, headers);
  const isNamed = anchors[kind].some((key) => mapping[key] !== undefined);
  return isNamed && Object.keys(mapping).length >= 3 ? headers : null;
}
