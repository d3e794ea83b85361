import type { AttributionRow } from '@cheban/contracts';
import { sayRatio } from '../../features/campaign/ratio.js';
import { count, yuan } from '../../shared/format/words.js';

/** A row is known by its kind too: a store's programme and a campaign could share an id. */
export const keyOf = ({ kind, id }: Pick<AttributionRow, 'kind' | 'id'>) => `${kind}:${id}`;

const percent = (part: number, whole: number | null) =>
  whole === null || whole === 0 ? '' : `${Math.round((part * 100) / whole)}%`;

export interface Measure {
  readonly label: string;
  readonly value: (row: AttributionRow) => number | null;
  readonly text: (row: AttributionRow) => string;
  readonly note?: (row: AttributionRow) => string;
  /** Which of two is better; null: neither. */
  readonly better: 'more' | 'less' | null;
}

const people = (value: number | null) => (value === null ? '—' : `${count(value)} 人`);

/** What is compared of two, from being seen to what each car cost. */
export const measures: readonly Measure[] = [
  { label: '收到通知', value: (row) => row.told, text: (row) => people(row.told), better: 'more' },
  { label: '看过', value: (row) => row.seen, text: (row) => people(row.seen), better: 'more' },
  {
    label: '领到',
    value: (row) => row.claimed,
    text: (row) => people(row.claimed),
    note: (row) => percent(row.claimed, row.seen),
    better: 'more',
  },
  {
    label: '已使用或到账',
    value: (row) => row.used,
    text: (row) => people(row.used),
    note: (row) => percent(row.used, row.claimed),
    better: 'more',
  },
  {
    label: '预约',
    value: (row) => row.booked,
    text: (row) => people(row.booked),
    note: (row) => percent(row.booked, row.claimed),
    better: 'more',
  },
  {
    label: '到店',
    value: (row) => row.arrived,
    text: (row) => people(row.arrived),
    note: (row) => percent(row.arrived, row.claimed),
    better: 'more',
  },
  {
    label: '带回车辆',
    value: (row) => row.cars,
    text: (row) => `${count(row.cars)} 台`,
    note: (row) => (row.carsWonBack > 0 ? `挽回 ${count(row.carsWonBack)} 台` : ''),
    better: 'more',
  },
  {
    label: '到店产值',
    value: (row) => row.outputFen,
    text: (row) => yuan(row.outputFen),
    better: 'more',
  },
  { label: '花费', value: (row) => row.costFen, text: (row) => yuan(row.costFen), better: null },
  {
    label: '每台到店成本',
    value: (row) => row.costPerCarFen,
    text: (row) => (row.costPerCarFen === null ? '—' : yuan(row.costPerCarFen)),
    better: 'less',
  },
  {
    label: '投入产出',
    value: (row) => row.outputPerCost,
    text: (row) => sayRatio(row.outputPerCost) ?? '—',
    better: 'more',
  },
];

/** Which of two is better by a measure: 0, 1, or null if neither or if one is not known. */
export function winnerOf(
  { value, better }: Measure,
  rows: readonly [AttributionRow, AttributionRow],
): 0 | 1 | null {
  const [a, b] = [value(rows[0]), value(rows[1])];
  if (better === null || a === null || b === null || a === b) return null;
  return a > b === (better === 'more') ? 0 : 1;
}

/** One sentence about all rows: who brought a car back for the least money. */
export function bestWords(rows: readonly AttributionRow[]): string {
  const cars = rows.reduce((sum, row) => sum + row.cars, 0);
  if (cars === 0) return '还没有带回到店，等归因期走完再看。';
  const paid = rows.filter(({ costPerCarFen, costFen }) => costPerCarFen !== null && costFen > 0);
  const best = paid.reduce<AttributionRow | null>(
    (least, row) => (least === null || (row.costPerCarFen ?? 0) < (least.costPerCarFen ?? 0) ? row : least),
    null,
  );
  return best
    ? `“${best.title}”最划算：带回 ${count(best.cars)} 台，每台 ${yuan(best.costPerCarFen ?? 0)}。`
    : `带回 ${count(cars)} 台，目前还没有花钱。`;
}

/** Where the rows behind a line are. */
export function linkOf({ kind, id }: AttributionRow): string {
  if (kind === 'campaign') return `/campaigns/${id}?tab=results`;
  if (kind === 'game') return `/games/${id}?tab=results`;
  if (kind === 'coupon') return `/coupons/${id}`;
  return kind === 'referral' ? '/referrals' : '/attribution';
}
