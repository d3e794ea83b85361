import type { PartOfDay } from '@cheban/contracts';
import { businessDate, HOUR_MS, timeOfDay } from '@cheban/kernel';

const NOON_MS = 12 * HOUR_MS;

/** What somebody on the waiting list would take. */
export interface WaitingWish {
  readonly fromOn: string;
  readonly toOn: string;
  readonly partOfDay: PartOfDay;
}

/** True if a slot that starts at `start` (milliseconds) is one that this place waits for. */
export function suits(wish: WaitingWish, start: number): boolean {
  const on = businessDate(start);
  if (on < wish.fromOn || on > wish.toOn) return false;
  if (wish.partOfDay === 'any') return true;
  return timeOfDay(start) < NOON_MS === (wish.partOfDay === 'morning');
}

/** After so many offers in a row without an answer a place is given up: others wait too. */
export const MAX_MISSED = 3;
/** How long an offered slot is kept, in minutes of the day. */
export const OFFER_MINUTES = 15;
/** How long a slot offered to fill an empty bay is kept: nobody waits for it. */
export const FILLER_MINUTES = 120;
/** How long a slot is kept while a form is open. */
export const HOLD_MINUTES = 5;

/** The later of two business dates; they compare as texts. */
export const laterDate = (a: string, b: string): string => (a.localeCompare(b) > 0 ? a : b);
export const earlierDate = (a: string, b: string): string => (a.localeCompare(b) < 0 ? a : b);
