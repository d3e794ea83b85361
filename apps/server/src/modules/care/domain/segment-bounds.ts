/** What the numbers of an audience mean as dates and amounts: one definition for SQL and for the pure evaluator. */
import { addDays, addMonths } from '@cheban/kernel';

/** The world that an audience is asked in. Business dates; the borders of customer groups are the store's. */
export interface SegmentContext {
  readonly today: string;
  /** A last paid visit before this day is at risk, one before `lostBefore` lost. */
  readonly atRiskBefore: string;
  readonly lostBefore: string;
}

/** An inclusive range of dates or numbers; null is open. */
export interface Range<T> {
  readonly from: T | null;
  readonly to: T | null;
}
export type Bounds = readonly [number | null, number | null];

/** A hundred years: what lies further away says nothing about a car, and is no date any more. */
const FAR_DAYS = 36_500;
const FAR_MONTHS = 1_200;
const within = (value: number, far: number) => Math.max(-far, Math.min(far, value));

function range<T>([from, to]: Bounds, make: (value: number) => T): Range<T> {
  return { from: from === null ? null : make(from), to: to === null ? null : make(to) };
}

/** Delivered so many whole months ago. */
export function soldWithin([from, to]: Bounds, today: string): Range<string> {
  const before = (months: number) => addMonths(today, -within(months, FAR_MONTHS));
  return {
    from: to === null ? null : addDays(before(to + 1), 1),
    to: from === null ? null : before(from),
  };
}

/** So many days ago. */
export function daysAgo([from, to]: Bounds, today: string): Range<string> {
  return range([to, from], (days) => addDays(today, -within(days, FAR_DAYS)));
}

/** In so many days; negative is past. */
export function daysAhead(bounds: Bounds, today: string): Range<string> {
  return range(bounds, (days) => addDays(today, within(days, FAR_DAYS)));
}

/** Whole yuan as fen: 100 yuan is anything from 100.00 to 100.99. */
export function fenOfYuan([from, to]: Bounds): Range<number> {
  return { from: from === null ? null : from * 100, to: to === null ? null : to * 100 + 99 };
}

export const plain = (bounds: Bounds): Range<number> => range(bounds, (value) => value);

/** First day of the last twelve months, and of the last ninety days. */
export const yearAgo = (today: string) => addDays(addMonths(today, -12), 1);
export const quarterAgo = (today: string) => addDays(today, -90);
