import type { VisitRules } from '@cheban/contracts';
import { MINUTE_MS, sayYuan } from '@cheban/kernel';

/** A store that has said nothing asks the owner first, and gives no money away that nobody has decided on. */
export const defaultRules: VisitRules = {
  approvalFirst: true,
  toleranceMinutes: 0,
  payKind: 'none',
  payFen: 0,
  payItem: '',
  payValidDays: 90,
};

/** What a broken promise pays, as the owner reads it; null if it pays nothing. */
export function payTitle(rules: VisitRules): string | null {
  if (rules.payKind === 'cash_off' && rules.payFen > 0) return `${sayYuan(rules.payFen)} 元代金券`;
  if (rules.payKind === 'free_item' && rules.payItem !== '') return rules.payItem;
  return null;
}

/**
 * True if the promise is broken at `at` (milliseconds): when the car was ready, or now while it is worked on. The store's
 * tolerance (minutes) does not count as late. Nothing promised, nothing broken.
 */
export function isBroken(firstPromisedAt: number | null, at: number, toleranceMinutes: number): boolean {
  return firstPromisedAt !== null && at > firstPromisedAt + toleranceMinutes * MINUTE_MS;
}
