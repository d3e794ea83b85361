import type { CouponValidity } from '@cheban/contracts';
import {
  type CouponShownState,
  type CouponState,
  type CouponTypeMove,
  type CouponTypeState,
  couponTypeTransitions,
  type ServiceKind,
} from '@cheban/contracts/constants';
import { addDays, businessDate, type Instant, startOfBusinessDay } from '@cheban/kernel';

/** The state a move leads to; null if the type does not allow it now. */
export function nextTypeState(state: CouponTypeState, move: CouponTypeMove): CouponTypeState | null {
  return couponTypeTransitions[state][move] ?? null;
}

/** When a coupon that is given `at` is good: from the first instant up to the second, which is not in it. */
export function validityAt(validity: CouponValidity, at: Instant): { from: Instant; until: Instant } {
  if (validity.type === 'fixed')
    return { from: startOfBusinessDay(validity.from), until: startOfBusinessDay(addDays(validity.to, 1)) };
  // The day it is given is a gift: seven days from Monday noon end with the next Monday.
  return { from: at, until: startOfBusinessDay(addDays(businessDate(at), validity.days + 1)) };
}

export function shownState(
  coupon: { state: CouponState; validFrom: Instant; validUntil: Instant },
  now: Instant,
): CouponShownState {
  if (coupon.state === 'used' || coupon.state === 'returned') return coupon.state;
  if (coupon.validUntil <= now) return 'expired';
  if (coupon.state === 'reserved') return 'reserved';
  return coupon.validFrom > now ? 'not_yet' : 'held';
}

/** A coupon that was used by mistake and has ended since is good for some days more when the use is undone. */
const GRACE_DAYS = 3;
export function untilAfterUndo(validUntil: Instant, now: Instant): Instant {
  return Math.max(validUntil, startOfBusinessDay(addDays(businessDate(now), GRACE_DAYS + 1)));
}

/** Where and for what a coupon is used. */
export interface UseContext {
  readonly storeId: string;
  /** Of the work order; null at the counter without one. */
  readonly serviceKind: ServiceKind | null;
  readonly model: string | null;
}
export type UseProblem = 'store' | 'visit' | 'service' | 'model';

/** Why a coupon cannot be used here; null if it can. */
export function useProblem(
  type: { storeIds: readonly string[]; serviceKinds: readonly ServiceKind[]; models: readonly string[] },
  context: UseContext,
  hasVisit: boolean,
): UseProblem | null {
  if (!type.storeIds.includes(context.storeId)) return 'store';
  if (!hasVisit && (type.serviceKinds.length > 0 || type.models.length > 0)) return 'visit';
  if (
    type.serviceKinds.length > 0 &&
    !(context.serviceKind && type.serviceKinds.includes(context.serviceKind))
  )
    return 'service';
  if (type.models.length > 0 && !(context.model !== null && type.models.includes(context.model)))
    return 'model';
  return null;
}

/** The lowest free places among those a person may have, at most `wanted` of them. */
export function freeSlots(taken: ReadonlySet<number>, perOwner: number, wanted: number): number[] {
  const free: number[] = [];
  for (let slot = 1; slot <= perOwner && free.length < wanted; slot += 1)
    if (!taken.has(slot)) free.push(slot);
  return free;
}
