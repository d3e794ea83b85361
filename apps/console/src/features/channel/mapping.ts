import type { TemplateFieldView, TemplateRow } from '@cheban/contracts';
import type { TemplateState, TemplateWord } from '@cheban/contracts/constants';
import type { IconName } from '../../shared/ui/icon.js';
import type { Tone } from '../../shared/ui/tag.js';

/** How template fields are filled, as far as the screen can tell beforehand. Pure; the server judges again. */

export const stateLook: Record<TemplateState, { tone: Tone; icon?: IconName }> = {
  ok: { tone: 'green', icon: 'check' },
  missing_in_account: { tone: 'red', icon: 'alert' },
  fields_changed: { tone: 'red', icon: 'alert' },
  not_set: { tone: 'grey' },
};

/** Words that fit a value type, the likeliest first; a type that is not named takes any text. */
const fitting: Record<string, readonly TemplateWord[]> = {
  time: ['time'],
  date: ['date', 'time'],
  car_number: ['plate'],
  phrase: ['step'],
};
const texts: readonly TemplateWord[] = [
  'reason',
  'service',
  'store',
  'note',
  'model',
  'weather',
  'step',
  'plate',
];

type Field = Pick<TemplateFieldView, 'key' | 'type' | 'max'>;

/** Words to offer for a field, the likeliest first. SMS variables (no type) take every word. */
export function wordsFor(field: Pick<Field, 'type'>, all: readonly TemplateWord[]): TemplateWord[] {
  const first = field.type === null ? texts : (fitting[field.type] ?? texts);
  return [...first, ...all.filter((word) => !first.includes(word))];
}

/** Whether a word can stand in a field at all. */
export function fits(field: Pick<Field, 'type'>, word: TemplateWord): boolean {
  if (field.type === null) return true;
  return (fitting[field.type] ?? [...texts, 'time', 'date']).includes(word);
}

/** What the longest usual value of each word looks like; the store's own name is used. */
export function exampleOf(word: TemplateWord, storeName: string): string {
  const examples: Record<TemplateWord, string> = {
    store: storeName,
    service: '常规保养（小保养）',
    time: '2026年11月28日 09:30',
    date: '2026年11月28日',
    reason: '距上次保养 6 个月，约剩 480 公里',
    model: '凯美瑞 2.5L 豪华版',
    step: '质检中',
    note: '请提前 10 分钟到店，带好行驶证',
    weather: '暴雨橙色预警',
    plate: '晋A·64B28',
  };
  return examples[word];
}

export interface Measured {
  text: string;
  length: number;
  /** null: bounded by its format. */
  max: number | null;
  /** What WeChat shows when the text is longer. */
  cut: string | null;
}

/** An example value against the limit of its field, counted as WeChat counts: by character, not by byte. */
export function measure({ max }: Pick<Field, 'max'>, text: string): Measured {
  const characters = [...text];
  const cut = max !== null && characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : null;
  return { text, length: characters.length, max, cut };
}

/** A first mapping for a template: what fits each field best, no word twice while there is another. */
export function suggest(
  fields: readonly Pick<Field, 'key' | 'type'>[],
  all: readonly TemplateWord[],
): Record<string, TemplateWord> {
  const used = new Set<TemplateWord>();
  const mapping: Record<string, TemplateWord> = {};
  for (const field of fields) {
    const candidates = wordsFor(field, all).filter((word) => fits(field, word));
    const word = candidates.find((one) => !used.has(one)) ?? candidates[0];
    if (!word) continue;
    used.add(word);
    mapping[field.key] = word;
  }
  return mapping;
}

export const templateFilters = ['problem', 'active', 'not_set'] as const;
export type TemplateFilter = (typeof templateFilters)[number];
export const templateFilterLabel: Record<TemplateFilter, string> = {
  problem: '需要处理',
  active: '使用中',
  not_set: '都没设置',
};

export interface KindRows {
  kind: TemplateRow['kind'];
  label: string;
  rules: string[];
  cells: TemplateRow[];
}

const drifted = (row: TemplateRow) => row.state === 'missing_in_account' || row.state === 'fields_changed';

/** Rows of the answer by kind of message, narrowed by a filter; the order of the server stays. */
export function kindsOf(rows: readonly TemplateRow[], filter: TemplateFilter | undefined): KindRows[] {
  const kinds = new Map<TemplateRow['kind'], KindRows>();
  for (const row of rows) {
    const entry = kinds.get(row.kind) ?? {
      kind: row.kind,
      label: row.kindLabel,
      rules: row.rules,
      cells: [],
    };
    entry.cells.push(row);
    kinds.set(row.kind, entry);
  }
  const wanted: Record<TemplateFilter, (entry: KindRows) => boolean> = {
    problem: ({ cells }) => cells.some(drifted),
    active: ({ cells }) => cells.some((cell) => cell.active),
    not_set: ({ cells }) => cells.every((cell) => cell.state === 'not_set'),
  };
  return [...kinds.values()].filter((entry) => filter === undefined || wanted[filter](entry));
}
