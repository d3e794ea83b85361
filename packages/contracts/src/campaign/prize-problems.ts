/** What is wrong with a plan, for its form and for the server alike. No zod: the screens carry this file. */
import type { PrizeKind } from './campaign-constants.js';

/** `path`: where in the plan, for instance `waves.0.prizes.1.totalFen`. */
export interface PlanProblem {
  readonly path: string;
  readonly text: string;
}

/** What a prize that is no cash lacks; null for cash. */
export function sourceProblems(prize: {
  readonly kind: PrizeKind;
  readonly couponTypeId: string | null;
  readonly codePoolId: string | null;
}): PlanProblem[] | null {
  if (prize.kind === 'coupon')
    return prize.couponTypeId === null ? [{ path: 'couponTypeId', text: '请选择卡券' }] : [];
  if (prize.kind === 'code')
    return prize.codePoolId === null ? [{ path: 'codePoolId', text: '请选择兑换码池' }] : [];
  return null;
}
