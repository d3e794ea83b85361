import { createHash } from 'node:crypto';

/**
 * The number of a payout, made from what it is for: a payout that is made anew from an old backup has the number it had.
 * Every round has its own; a new round begins only after WeChat Pay ended the one before.
 */
export const billNumber = (dedupeKey: string, round: number): string =>
  `P${createHash('sha256').update(dedupeKey).digest('hex').slice(0, 26).toUpperCase()}${String(round).padStart(3, '0')}`;
