/** What is wrong with an audience, in words. Pure and without zod: the console asks it at every key. */
import { type SegmentField, type SegmentFieldName, segmentFields } from './segment-fields.js';

export const MAX_SEGMENT_DEPTH = 3;

export interface Condition {
  readonly field: string;
  readonly op: string;
  readonly value: unknown;
}
export type SegmentTree =
  | Condition
  | { readonly all: readonly SegmentTree[] }
  | { readonly any: readonly SegmentTree[] }
  | { readonly not: SegmentTree };

/** Where, as `all.0.value`, and what to do, in Chinese. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

const MAX_CONDITIONS = 30;

/** Operators that fit a type of field. */
export function opsOf(type: SegmentField['type']): readonly string[] {
  if (type === 'number') return ['between'];
  return type === 'yes_no' ? ['is'] : ['in', 'not_in'];
}

export function problemsOfSegment(segment: SegmentTree | null): Problem[] {
  if (segment === null) return [];
  const problems: Problem[] = [];
  const count = walk(segment, '', 1, problems);
  if (count > MAX_CONDITIONS) problems.push({ path: '', message: `条件最多 ${MAX_CONDITIONS} 个` });
  return problems;
}

/** Returns how many conditions there are; groups and `not` are a level each. */
function walk(node: SegmentTree, path: string, depth: number, problems: Problem[]): number {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  if ('field' in node) {
    const message = problemOfCondition(node);
    if (message !== null) problems.push({ path: at('value'), message });
    return 1;
  }
  if (depth > MAX_SEGMENT_DEPTH) {
    problems.push({ path, message: `条件最多嵌套 ${MAX_SEGMENT_DEPTH} 层` });
    return 0;
  }
  if ('not' in node) return walk(node.not, at('not'), depth + 1, problems);
  const [key, list] = 'all' in node ? (['all', node.all] as const) : (['any', node.any] as const);
  return list.reduce((sum, child, index) => sum + walk(child, at(`${key}.${index}`), depth + 1, problems), 0);
}

function problemOfCondition({ field, op, value }: Condition): string | null {
  const known: SegmentField | undefined = segmentFields[field as SegmentFieldName];
  if (!known) return '没有这个条件';
  if (!opsOf(known.type).includes(op)) return `“${known.label}”不能这样比较`;
  if (known.type === 'yes_no') return typeof value === 'boolean' ? null : '请选择是或否';
  if (!Array.isArray(value)) return `请填写“${known.label}”`;
  if (known.type === 'number') {
    const [from, to] = value as readonly unknown[];
    if (value.length !== 2 || !isBound(from) || !isBound(to)) return `请填写“${known.label}”的范围`;
    if (from === null && to === null) return `“${known.label}”至少填写一端`;
    return from !== null && to !== null && from > to ? '开始值不能大于结束值' : null;
  }
  if (value.length === 0 || !value.every((text) => typeof text === 'string' && text.trim() !== ''))
    return `请至少选择一个“${known.label}”`;
  const stranger = known.options && value.find((text: string) => !Object.hasOwn(known.options ?? {}, text));
  return stranger === undefined ? null : `“${known.label}”没有“${stranger}”这一项`;
}

const isBound = (value: unknown): value is number | null =>
  value === null || (Number.isInteger(value) && Math.abs(value as number) <= 100_000_000);

/** An audience as one Chinese sentence, for lists and audits. */
export function saySegment(segment: SegmentTree | null): string {
  return segment === null ? '全部车主' : say(segment, true);
}

function say(node: SegmentTree, outermost: boolean): string {
  if ('field' in node) return sayCondition(node);
  if ('not' in node) return `除去（${say(node.not, true)}）`;
  const [list, word] = 'all' in node ? [node.all, '，且'] : [node.any, '，或'];
  const text = list.map((child) => say(child, list.length === 1)).join(word);
  return outermost || list.length === 1 ? text : `（${text}）`;
}

function sayCondition({ field, op, value }: Condition): string {
  const known: SegmentField | undefined = segmentFields[field as SegmentFieldName];
  if (!known) return field;
  if (typeof value === 'boolean') return value ? known.label : `非${known.label}`;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (op === 'between') {
    const [from = null, to = null] = list;
    const unit = known.unit ?? '';
    if (from !== null && to !== null)
      return from === to ? `${known.label} ${from} ${unit}` : `${known.label} ${from}–${to} ${unit}`;
    return from !== null ? `${known.label}不少于 ${from} ${unit}` : `${known.label}不超过 ${to} ${unit}`;
  }
  const names = list.map((text) => known.options?.[String(text)] ?? String(text)).join('、');
  return `${known.label}${op === 'in' ? '是' : '不是'}${names}`;
}
