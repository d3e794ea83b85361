import { createHash } from 'node:crypto';

/** Numbers that WeChat Pay knows our things by: letters and digits, at most 32, made from our id (26 characters). */
export const tradeNumber = (orderId: string): string => `O${orderId}`;
export const refundNumber = (refundId: string): string => `R${refundId}`;

/**
 * The number of a payout, made from what it is for: a payout that is made anew from an old backup has the number it had.
 * Every round has its own; a new round begins only after WeChat Pay ended the one before.
 */
export const payoutNumber = (dedupeKey: string, round: number): string =>
  `P${createHash('sha256').update(dedupeKey).digest('hex').slice(0, 26).toUpperCase()}${String(round).padStart(3, '0')}`;

/**
 * Under which number WeChat Pay knows what a posting is about, read from the posting's key: each round of a payout had a
 * number of its own. Null for what moves between our own accounts only.
 */
export function postingNumber(postingKey: string, payoutKey: string | null): string | null {
  const [what, id = '', round] = postingKey.split(':');
  if (what === 'order') return tradeNumber(id);
  if (what === 'refund') return refundNumber(id);
  if (what === 'payout' && payoutKey !== null) return payoutNumber(payoutKey, Number(round));
  return null;
}
