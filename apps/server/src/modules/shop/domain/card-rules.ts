import type { CardRefundRule, CardState } from '@cheban/contracts';

export interface CardFact {
  readonly state: CardState;
  readonly usesTotal: number;
  readonly usesLeft: number;
  /** The last day on which it can be used. */
  readonly expiresOn: string;
}

/** Why a card cannot be used on a day, or null if it can. */
export function whyNotUsable(card: CardFact, today: string): 'state' | 'empty' | 'expired' | null {
  if (card.state === 'refunding' || card.state === 'refunded') return 'state';
  if (card.usesLeft < 1 || card.state === 'used_up') return 'empty';
  return today > card.expiresOn ? 'expired' : null;
}

export interface RefundFact {
  readonly paidFen: number;
  readonly usesTotal: number;
  readonly used: number;
  /** What one use costs without the card, fen. */
  readonly singleFen: number;
  /** Whole days since it was bought. */
  readonly daysSince: number;
  readonly rule: CardRefundRule;
}

export interface RefundSum {
  /** Fen, between 0 and what was paid. */
  readonly amountFen: number;
  readonly why: 'grace' | 'none' | 'used' | 'all_used' | 'rest';
  /** For `rest`: what is kept for the uses and as a fee, fen. */
  readonly usedFen: number;
  readonly feeFen: number;
}

const nothing = (why: RefundSum['why']): RefundSum => ({ amountFen: 0, why, usedFen: 0, feeFen: 0 });

/**
 * What goes back when a card is given back. An unused card goes back in full within the days of grace whatever the rule;
 * more uses never give more; a card that is used up gives nothing. Fractions of a fen stay with the store.
 */
export function refundOf({ paidFen, usesTotal, used, singleFen, daysSince, rule }: RefundFact): RefundSum {
  if (used >= usesTotal) return nothing('all_used');
  if (used === 0 && daysSince <= rule.graceDays)
    return { amountFen: paidFen, why: 'grace', usedFen: 0, feeFen: 0 };
  if (rule.kind === 'none') return nothing('none');
  if (rule.kind === 'unused' && used > 0) return nothing('used');
  const perUse = rule.usedAt === 'list' ? singleFen * used : Math.ceil((paidFen * used) / usesTotal);
  const usedFen = Math.min(perUse, paidFen);
  const rest = paidFen - usedFen;
  const feeFen = Math.ceil((rest * rule.feePercent) / 100);
  return { amountFen: rest - feeFen, why: 'rest', usedFen, feeFen };
}

/** The smallest number that no use of the card has, from 1 on. */
export function freeUseNo(taken: readonly number[]): number {
  const numbers = new Set(taken);
  let no = 1;
  while (numbers.has(no)) no += 1;
  return no;
}
