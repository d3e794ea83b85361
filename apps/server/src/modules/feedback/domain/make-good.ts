import type { MakeGoodKind, MakeGoodRules, StaffRole } from '@cheban/contracts';
import { makeGoodLimits } from '@cheban/contracts/constants';
import { sayYuan } from '@cheban/kernel';

/** Until a store decides otherwise only its manager gives something away, and not much. Fen. */
export const defaultMakeGoodRules: MakeGoodRules = {
  advisorFen: 0,
  careFen: 0,
  managerFen: 50_000,
  mostFen: 200_000,
  validDays: 90,
};

const limits: Partial<Record<StaffRole, keyof MakeGoodRules>> = makeGoodLimits;

/** What a role may give for one case without asking anybody, fen. */
export function limitOf(role: StaffRole, rules: MakeGoodRules): number {
  const limit = limits[role];
  return limit === undefined ? 0 : rules[limit];
}

/**
 * What may still be given for a case, fen: at once, and with approval. Limits count for the case altogether, by whomever
 * it was given: a large sum cannot be given in small parts.
 */
export function roomOf(
  role: StaffRole,
  rules: MakeGoodRules,
  grantedFen: number,
): { freeFen: number; mostFen: number } {
  const mostFen = Math.max(0, rules.mostFen - grantedFen);
  return { freeFen: Math.min(mostFen, Math.max(0, limitOf(role, rules) - grantedFen)), mostFen };
}

/** What the owner reads. */
export function makeGoodTitle(kind: MakeGoodKind, amountFen: number, item: string): string {
  return kind === 'cash_off' ? `${sayYuan(amountFen)} 元代金券` : item;
}
