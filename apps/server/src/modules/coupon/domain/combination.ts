import type { CouponCombine, CouponKind } from '@cheban/contracts';
import type { Fen } from '@cheban/kernel';

/** A coupon as the rules of a bill see it. */
export interface BillCoupon {
  readonly id: string;
  readonly typeId: string;
  readonly kind: CouponKind;
  readonly amountFen: Fen;
  readonly percentOff: number;
  readonly capFen: Fen;
  readonly thresholdFen: Fen;
  readonly combine: CouponCombine;
  /** Milliseconds. */
  readonly validUntil: number;
}

/** A bill before coupons, and what stands on it already. */
export interface Bill {
  readonly amountFen: Fen;
  /** Used on it before: they count for what may stand together, and have taken `off`. */
  readonly used: readonly (BillCoupon & { readonly off: Fen })[];
}

export interface Applied {
  readonly offFen: Fen;
  readonly payFen: Fen;
  readonly lines: readonly { readonly id: string; readonly offFen: Fen }[];
}

/** Why coupons cannot stand on one bill. */
export type CombineProblem = 'alone' | 'once' | 'percent' | 'threshold' | 'many';

/** More candidates than this are not searched: the most valuable are. 4,096 combinations take a few milliseconds. */
const MOST_SEARCHED = 12;
const MOST_ON_BILL = 8;

/** The item comes off the bill first, then the percentage of what is left, then cash: the usual order of tills. */
const order: Record<CouponKind, number> = { service_item: 0, percent: 1, cash_off: 2, gift: 3 };
const byOrder = (a: BillCoupon, b: BillCoupon) =>
  order[a.kind] - order[b.kind] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function worthOf(coupon: BillCoupon, left: Fen): Fen {
  if (coupon.kind === 'gift') return 0;
  if (coupon.kind !== 'percent') return Math.min(coupon.amountFen, left);
  return Math.min(Math.floor((left * coupon.percentOff) / 100), coupon.capFen, left);
}

/** What coupons take off a bill, in the fixed order, never below zero. Does not ask whether they may stand together. */
export function applyCoupons({ amountFen, used }: Bill, coupons: readonly BillCoupon[]): Applied {
  let left = Math.max(0, amountFen - used.reduce((sum, { off }) => sum + off, 0));
  let offFen = 0;
  const lines = [...coupons].sort(byOrder).map((coupon) => {
    const off = worthOf(coupon, left);
    left -= off;
    offFen += off;
    return { id: coupon.id, offFen: off };
  });
  return { offFen, payFen: left, lines };
}

/** What forbids coupons on a bill together with those used on it before; null if nothing does. */
export function problemOf({ amountFen, used }: Bill, coupons: readonly BillCoupon[]): CombineProblem | null {
  const all = [...used, ...coupons];
  if (all.length > MOST_ON_BILL) return 'many';
  if (coupons.some(({ thresholdFen }) => thresholdFen > amountFen)) return 'threshold';
  if (all.length > 1 && all.some(({ combine }) => combine === 'alone')) return 'alone';
  const once = all.filter(({ combine }) => combine === 'once').map(({ typeId }) => typeId);
  if (new Set(once).size < once.length) return 'once';
  if (all.filter(({ kind }) => kind === 'percent').length > 1) return 'percent';
  return null;
}

/** What the bill lacks for every one of them. */
export const missingFen = ({ amountFen }: Bill, coupons: readonly BillCoupon[]): number =>
  Math.max(0, ...coupons.map(({ thresholdFen }) => thresholdFen - amountFen));

interface Found {
  coupons: readonly BillCoupon[];
  applied: Applied;
}

/** More off is better; for the same, fewer coupons, then those that end sooner, then by id so that the answer is one. */
function isBetter(one: Found, other: Found): boolean {
  if (one.applied.offFen !== other.applied.offFen) return one.applied.offFen > other.applied.offFen;
  if (one.coupons.length !== other.coupons.length) return one.coupons.length < other.coupons.length;
  const ends = ({ coupons }: Found) => coupons.reduce((sum, { validUntil }) => sum + validUntil, 0);
  if (ends(one) !== ends(other)) return ends(one) < ends(other);
  const key = ({ coupons }: Found) => coupons.map(({ id }) => id).join();
  return key(one) < key(other);
}

/**
 * The allowed combination of candidates that takes most off a bill. Coupons that take nothing off (gifts, items that are
 * not on the bill) are left to the people at the counter. Exact for up to 12 candidates that take something off; of more
 * it searches the 12 that take most off by themselves.
 */
export function bestCombination(bill: Bill, candidates: readonly BillCoupon[]): readonly BillCoupon[] {
  const worth = new Map(candidates.map((one) => [one.id, applyCoupons(bill, [one]).offFen]));
  const useful = candidates
    .filter((one) => problemOf(bill, [one]) === null && (worth.get(one.id) ?? 0) > 0)
    .sort(
      (a, b) =>
        (worth.get(b.id) ?? 0) - (worth.get(a.id) ?? 0) ||
        a.validUntil - b.validUntil ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, MOST_SEARCHED);
  let best: Found = { coupons: [], applied: applyCoupons(bill, []) };
  const search = (from: number, chosen: readonly BillCoupon[]) => {
    for (let index = from; index < useful.length; index += 1) {
      const next = useful[index];
      if (!next) return;
      const coupons = [...chosen, next];
      // What a set forbids, every larger set forbids too.
      if (problemOf(bill, coupons) !== null) continue;
      const found = { coupons: [...coupons].sort(byOrder), applied: applyCoupons(bill, coupons) };
      if (isBetter(found, best)) best = found;
      search(index + 1, coupons);
    }
  };
  search(0, []);
  return best.coupons;
}
