/** When waves are announced and reminded of. Pure. */
import { addDays, atShanghai, businessDate, HOUR_MS, type Instant, MINUTE_MS } from '@cheban/kernel';

/** Who asked is told so long before the start. */
export const REMIND_BEFORE_MS = 10 * MINUTE_MS;
/** Later than this before the start nobody asks any more: the page itself counts down. */
export const ASK_UNTIL_MS = 15 * MINUTE_MS;

/** A day of a rule on which staff want a wave to be announced: days from its own, negative before it. */
export interface AnnouncementDay {
  readonly offset: number;
}

/**
 * When people are told that a wave comes, and in which words: everybody once, from the first of the rule's days at
 * `tellAt` (HH:MM in Shanghai) on, in the words of the last day that has come. A wave that is approved later is
 * announced at once; one before the hour of its only day an hour before.
 */
export function announcementOf<Day extends AnnouncementDay>(
  startsAt: Instant,
  now: Instant,
  { tellAt, stages }: { tellAt: string; stages: readonly Day[] },
): { stage: Day; at: Instant } | null {
  const times = stages
    .filter(({ offset }) => offset <= 0)
    .map((stage) => ({ stage, at: atShanghai(addDays(businessDate(startsAt), stage.offset), tellAt) }))
    .map(({ stage, at }) => ({ stage, at: at < startsAt ? at : startsAt - HOUR_MS }))
    .sort((a, b) => a.at - b.at);
  const [first] = times;
  if (!first) return null;
  const { stage } = times.findLast(({ at }) => at <= now) ?? first;
  return { stage, at: first.at };
}
