import { MOST_CASH_FEN } from '@cheban/contracts/constants';

/** A number in [0, 1), each as likely as any other. */
export type Random = () => number;

export interface Split {
  /** Fen to be split; comes out exactly. */
  readonly totalFen: number;
  readonly count: number;
  /** The least and the most that a packet holds. */
  readonly minFen: number;
  readonly maxFen?: number;
}

/** Whether such a split exists at all. */
export function canSplit({ totalFen, count, minFen, maxFen = MOST_CASH_FEN }: Split): boolean {
  return count >= 1 && totalFen >= minFen * count && totalFen <= maxFen * count;
}

/** All alike; what does not divide goes in single fen to the first. */
export function splitFixed({ totalFen, count }: Pick<Split, 'totalFen' | 'count'>): number[] {
  const base = Math.floor(totalFen / count);
  const odd = totalFen - base * count;
  return Array.from({ length: count }, (_, index) => base + (index < odd ? 1 : 0));
}

/**
 * By the double-mean rule: each packet holds between the least and twice the mean of what is left, so that nobody is
 * better off by coming early. The bounds move in when the rest would not fit any more. Throws RangeError if no split
 * exists.
 */
export function splitRandom(split: Split, random: Random): number[] {
  const { totalFen, count, minFen, maxFen = MOST_CASH_FEN } = split;
  if (!canSplit(split)) throw new RangeError(`no split of ${totalFen} fen over ${count} packets`);
  const amounts: number[] = [];
  let left = totalFen;
  for (let rest = count; rest > 1; rest -= 1) {
    const lowest = Math.max(minFen, left - (rest - 1) * maxFen);
    const highest = Math.min(2 * Math.floor(left / rest) - minFen, left - (rest - 1) * minFen, maxFen);
    const room = Math.max(0, highest - lowest);
    const amount = lowest + Math.floor(random() * (room + 1));
    amounts.push(amount);
    left -= amount;
  }
  amounts.push(left);
  return amounts;
}

/** Puts them in an order that tells nothing (Fisher–Yates), in place. */
export function shuffle<T>(items: T[], random: Random): T[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other] as T, items[index] as T];
  }
  return items;
}

/**
 * The same numbers for the same seed (four 32-bit integers; sfc32), so that packets that a killed worker wrote half are
 * the ones the next worker goes on with.
 */
export function seededRandom(seed: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = seed;
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 15; round += 1) next();
  return next;
}
