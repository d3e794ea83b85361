/** Odometer readings: reading them, and telling which cannot be true. */
import { type BusinessDate, toDayNumber } from './business-date.js';
import { toHalfWidth } from './text.js';

/** One odometer reading in whole kilometres. */
export interface Reading {
  on: BusinessDate;
  km: number;
}

/** Why a reading is kept aside for a person. */
export type ReadingProblem = 'unreadable' | 'negative' | 'future' | 'times_ten' | 'backwards' | 'too_fast';

export type ReadingVerdict = 'ok' | { reason: ReadingProblem };

/** A car that drives on more than this is not believed (mission, part A). */
export const MAX_KM_PER_DAY = 1_000;
/** A lasting pace above this is believed only when the car has shown the like before. */
export const SUSPICIOUS_KM_PER_DAY = 200;
/** A typing slip makes a car this much faster than it ever was; a change of habit does not. */
const SLIP_FACTOR = 4;

/** A reading as typed or exported (`22,936公里`, `5.3万公里` is refused) in whole km, or null when it is no number. */
export function parseMileage(text: string | null | undefined): number | null {
  const bare = toHalfWidth(text ?? '')
    .trim()
    .replace(/\s*(?:公里|千米|KM)$/i, '');
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.exec(bare);
  if (!match) return null;
  const km = Number((match[2] ?? '').replace(/,/g, ''));
  return Number.isSafeInteger(km) ? (match[1] && km > 0 ? -km : km) : null;
}

interface Point {
  day: number;
  km: number;
  /** Place in the caller's list. */
  index: number;
}

const toPoint = (reading: Reading, index: number): Point => ({
  day: toDayNumber(reading.on),
  km: reading.km,
  index,
});

/** Kilometres a day between two points; readings of one day count as a day apart. */
function pace(a: Point, b: Point): number {
  return (b.km - a.km) / Math.max(1, b.day - a.day);
}

/** Can both be true? `a` is the earlier one. */
function agree(a: Point, b: Point): boolean {
  return b.km >= a.km && pace(a, b) <= MAX_KM_PER_DAY;
}

const tenth = (p: Point): Point => ({ ...p, km: p.km / 10 });

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** Paces between neighbours of a consistent row. */
function paces(chain: Point[]): number[] {
  const out: number[] = [];
  chain.forEach((point, i) => {
    const before = chain[i - 1];
    if (before) out.push(pace(before, point));
  });
  return out;
}

/** True when `point` is far beyond the pace of the row before it, while a tenth of it would fit. */
function isSlipAfter(chain: Point[], point: Point): boolean {
  const last = chain[chain.length - 1];
  if (!last) return false;
  const now = pace(last, point);
  const usual = median(paces(chain));
  if (now <= SUSPICIOUS_KM_PER_DAY || (usual !== null && now < usual * SLIP_FACTOR)) return false;
  return agree(last, tenth(point));
}

/**
 * Judges a new reading against the good ones on file (any order): `negative` or `unreadable` (not whole km),
 * `future` (dated after `today`), `times_ten` (a tenth of it would fit: a zero too many), `backwards` (below an
 * earlier reading or above a later one), `too_fast` (over 1,000 km a day).
 */
export function judgeReading(
  previous: readonly Reading[],
  candidate: Reading,
  today: BusinessDate,
): ReadingVerdict {
  if (!Number.isSafeInteger(candidate.km)) return { reason: 'unreadable' };
  if (candidate.km < 0) return { reason: 'negative' };
  if (candidate.on > today) return { reason: 'future' };
  const point = toPoint(candidate, -1);
  const all = previous.map(toPoint).sort((a, b) => a.day - b.day || a.km - b.km);
  // A reading of the same day may be the lower or the higher one of the two.
  const before = all.filter((p) => p.day < point.day || (p.day === point.day && p.km <= point.km));
  const after = all.filter((p) => p.day > point.day || (p.day === point.day && p.km > point.km));
  const fits = (p: Point) => before.every((b) => agree(b, p)) && after.every((a) => agree(p, a));
  if (fits(point)) return isSlipAfter(before, point) && after.length === 0 ? { reason: 'times_ten' } : 'ok';
  if (all.length > 0 && fits(tenth(point))) return { reason: 'times_ten' };
  const runsBack = before.some((b) => b.km > point.km) || after.some((a) => a.km < point.km);
  return { reason: runsBack ? 'backwards' : 'too_fast' };
}

export interface HistoryContext {
  /** Readings dated later are `future`. */
  today?: BusinessDate | null;
  /** The day the new car was handed over with about 0 km; lets even a single reading be judged. Omit for used cars. */
  deliveredOn?: BusinessDate | null;
}

export interface Suspect {
  /** Place in the list that was passed in. */
  index: number;
  reason: ReadingProblem;
}

/** The largest row of readings that can all be true; of equal ones the row with the fewest obvious ×10 slips, then the earliest. */
function largestChain(points: Point[]): Point[] {
  // Ten times too much: it contradicts another reading, and a tenth of it would not.
  const slips = points.map((p, i) =>
    points.some((q, j) => {
      if (i === j) return false;
      const [first, second] = i < j ? [p, q] : [q, p];
      if (agree(first, second)) return false;
      return i < j ? agree(tenth(p), q) : agree(q, tenth(p));
    }),
  );
  const best: { size: number; slips: number; previous: number }[] = [];
  let end = -1;
  points.forEach((point, i) => {
    const own = { size: 1, slips: slips[i] ? 1 : 0, previous: -1 };
    best.push(own);
    for (let j = 0; j < i; j += 1) {
      const [other, row] = [points[j], best[j]];
      if (!other || !row || !agree(other, point)) continue;
      const total = row.slips + (slips[i] ? 1 : 0);
      if (row.size + 1 > own.size || (row.size + 1 === own.size && total < own.slips)) {
        own.size = row.size + 1;
        own.slips = total;
        own.previous = j;
      }
    }
    const top = best[end];
    if (!top || own.size > top.size || (own.size === top.size && own.slips < top.slips)) end = i;
  });
  const chain: Point[] = [];
  for (let i = end; i >= 0; i = best[i]?.previous ?? -1) {
    const point = points[i];
    if (point) chain.unshift(point);
  }
  return chain;
}

function whyOutside(point: Point, chain: Point[]): ReadingProblem {
  const before = chain.filter((p) => p.day < point.day || (p.day === point.day && p.km <= point.km));
  const after = chain.filter((p) => p.day > point.day || (p.day === point.day && p.km > point.km));
  const small = tenth(point);
  const last = before[before.length - 1];
  const next = after[0];
  if ((!last || agree(last, small)) && (!next || agree(small, next))) return 'times_ten';
  if ((last && last.km > point.km) || (next && next.km < point.km)) return 'backwards';
  return 'too_fast';
}

/**
 * Finds the readings of one car that cannot be true. Keeps the largest set that is consistent (never going back,
 * never over 1,000 km a day), so one slip does not condemn the good readings after it; then looks at the end of
 * the set for a last ×10 slip that is consistent only because nothing follows it. A single reading can be judged
 * only by `deliveredOn`. Readings may come in any order. O(n²): meant for n ≤ 500.
 */
export function judgeHistory(readings: readonly Reading[], context: HistoryContext = {}): Suspect[] {
  const suspects: Suspect[] = [];
  const points: Point[] = [];
  readings.forEach((reading, index) => {
    if (!Number.isSafeInteger(reading.km)) suspects.push({ index, reason: 'unreadable' });
    else if (reading.km < 0) suspects.push({ index, reason: 'negative' });
    else if (context.today && reading.on > context.today) suspects.push({ index, reason: 'future' });
    else points.push(toPoint(reading, index));
  });
  points.sort((a, b) => a.day - b.day || a.km - b.km || a.index - b.index);
  const chain = largestChain(points);
  const kept = new Set(chain.map((p) => p.index));
  for (const p of points) {
    if (!kept.has(p.index)) suspects.push({ index: p.index, reason: whyOutside(p, chain) });
  }
  const last = chain.pop();
  const only = chain.length === 0 && points.length === 1;
  if (last && only && context.deliveredOn) {
    chain.push({ day: toDayNumber(context.deliveredOn), km: 0, index: -1 });
  }
  const sold = chain[0];
  if (last && sold && sold.day <= last.day && isSlipAfter(chain, last)) {
    suspects.push({ index: last.index, reason: 'times_ten' });
  }
  return suspects.sort((a, b) => a.index - b.index);
}
