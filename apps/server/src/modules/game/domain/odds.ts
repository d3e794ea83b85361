import { ODDS_WHOLE } from '@cheban/contracts/constants';

/** 12%, 1.5%, 0.01%: exactly what the wheel does, nothing is rounded away. */
export function oddsOf(odds: number): string {
  return `${Number(((100 * odds) / ODDS_WHOLE).toFixed(2))}%`;
}

/**
 * The segment that a roll (0 to 9,999) falls into: each takes as many of the 10,000 rolls as its odds say, in their
 * order. Throws RangeError for a roll beyond the odds: they must sum up to 10,000.
 */
export function segmentAt(segments: readonly { readonly odds: number }[], roll: number): number {
  let upTo = 0;
  for (const [place, { odds }] of segments.entries()) {
    upTo += odds;
    if (roll < upTo) return place;
  }
  throw new RangeError(`No segment for the roll ${roll}`);
}

/** Turns after which the first prize is gone on average; null if none can be won. */
export function turnsUntilGone(
  segments: readonly { readonly odds: number; readonly prize: { readonly count: number } | null }[],
): number | null {
  const turns = segments.flatMap(({ odds, prize }) =>
    prize === null || odds === 0 ? [] : [Math.floor((prize.count * ODDS_WHOLE) / odds)],
  );
  return turns.length === 0 ? null : Math.min(...turns);
}
