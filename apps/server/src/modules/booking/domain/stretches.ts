import { MINUTE_MS } from '@cheban/kernel';
import type { OpenDay } from './slots.js';
import { type Taken, UNIT_MS } from './taken.js';

export interface Stretch {
  /** Milliseconds. */
  from: number;
  to: number;
}

/**
 * Times within the opening hours of a day in which a resource is neither taken nor away, from `earliest` on; the break
 * is not free.
 */
export function freeStretches(
  day: OpenDay,
  resourceId: string,
  taken: Taken,
  away: Taken,
  earliest = 0,
): Stretch[] {
  if (day.opens === null || day.closes === null) return [];
  const found: Stretch[] = [];
  let open: Stretch | null = null;
  for (let at = day.opens; at < day.closes; at += UNIT_MS) {
    const pauses = day.pause !== null && at >= day.pause.from && at < day.pause.to;
    const free =
      at >= earliest && !pauses && taken.isFreeFor(resourceId, at, 15) && away.isFreeFor(resourceId, at, 15);
    if (free && open) open.to = at + UNIT_MS;
    else open = free ? { from: at, to: at + UNIT_MS } : null;
    if (open && open !== found[found.length - 1]) found.push(open);
  }
  return found;
}

export function minutesOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + (to - from) / MINUTE_MS, 0);
}
