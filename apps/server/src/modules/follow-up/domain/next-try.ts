/** When a call is tried, and tried again. Pure; clock times in Shanghai. */
import type { BestTime } from '@cheban/contracts';
import {
  addDays,
  atShanghai,
  businessDate,
  clockMinutes,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  timeOfDay,
} from '@cheban/kernel';

/** Nobody is called before or after. */
const CALLS = { from: '09:00', to: '20:00' } as const;
/** Where a call of a half-day starts. */
const MORNING = '10:00';
const AFTERNOON = '15:00';
const NOON = '13:00';

const isBefore = (instant: Instant, clock: string) => timeOfDay(instant) < clockMinutes(clock) * MINUTE_MS;

/** The instant itself within calling hours, else the next morning at nine. */
export function withinCallingHours(instant: Instant): Instant {
  const date = businessDate(instant);
  if (isBefore(instant, CALLS.from)) return atShanghai(date, CALLS.from);
  return isBefore(instant, CALLS.to) ? instant : atShanghai(addDays(date, 1), CALLS.from);
}

/**
 * The next try after the n-th call in a row that nobody answered: two hours later, then the other half of the next
 * day, then three days later; null after the fourth, when the owner counts as not reached.
 */
export function nextTry(noAnswers: number, now: Instant): Instant | null {
  const other = isBefore(now, NOON) ? AFTERNOON : MORNING;
  if (noAnswers === 1) return withinCallingHours(now + 2 * HOUR_MS);
  if (noAnswers === 2) return atShanghai(addDays(businessDate(now), 1), other);
  if (noAnswers === 3) return atShanghai(addDays(businessDate(now), 3), other);
  return null;
}

/** The half-day in which an owner answered last is the best one to try next. */
export function halfOf(instant: Instant): BestTime {
  if (isBefore(instant, NOON)) return 'morning';
  return isBefore(instant, '18:00') ? 'afternoon' : 'evening';
}

/** The first moment at or after `from` that lies in the best time of the owner. */
export function firstTry(from: Instant, best: BestTime): Instant {
  const start = withinCallingHours(from);
  const [opens, closes] = {
    any: [CALLS.from, CALLS.to],
    morning: ['09:00', '12:00'],
    afternoon: ['14:00', '18:00'],
    evening: ['18:00', CALLS.to],
  }[best] as [string, string];
  const date = businessDate(start);
  if (isBefore(start, opens)) return atShanghai(date, opens);
  return isBefore(start, closes) ? start : atShanghai(addDays(date, 1), opens);
}

/** Ten in the morning of a business date. */
export function morningOf(date: string): Instant {
  return atShanghai(date, MORNING);
}
