/** The order in which a forecast walks through the days: what is due first comes first. Pure. */

interface Timed {
  readonly notBefore: number;
}

/** Takes everything due at the earliest instant before `end` out of the list; null when nothing is left before it. */
export function takeNext<T extends Timed>(
  open: readonly T[],
  now: number,
  end: number,
): { at: number; due: T[]; rest: T[] } | null {
  let at = Number.POSITIVE_INFINITY;
  for (const { notBefore } of open) at = Math.min(at, Math.max(now, notBefore));
  if (at >= end) return null;
  return {
    at,
    due: open.filter(({ notBefore }) => notBefore <= at),
    rest: open.filter(({ notBefore }) => notBefore > at),
  };
}
