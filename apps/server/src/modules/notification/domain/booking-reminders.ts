/** When an owner is reminded of a booking. Pure. */
import type { CareStageBody } from '@cheban/contracts';
import { addDays, atShanghai, businessDate, HOUR_MS, type Instant, MINUTE_MS } from '@cheban/kernel';

/** The last reminder comes this long before the time itself. */
export const LAST_REMINDER_MS = 2 * HOUR_MS;
/** Nobody's phone rings earlier, even for the first slot of the day; the evening before has said it. */
const EARLIEST = '07:30';
/** A reminder that would come later than this before the time comes too late to help. */
const TOO_LATE_MS = 30 * MINUTE_MS;

export interface ReminderTime {
  stage: CareStageBody;
  at: Instant;
}

/**
 * Times of the reminders of a booking, as seen when it is confirmed or moved (`now`). Stages before the day come at
 * `tellAt`, unless the booking was made or moved on that very day; the stage of the day comes two hours before.
 */
export function reminderTimes(input: {
  startsAt: Instant;
  now: Instant;
  /** HH:MM in Shanghai. */
  tellAt: string;
  stages: readonly CareStageBody[];
}): ReminderTime[] {
  const { startsAt, now, tellAt } = input;
  const day = businessDate(startsAt);
  return input.stages
    .flatMap((stage): ReminderTime[] => {
      if (stage.offset > 0) return [];
      if (stage.offset < 0) {
        const on = addDays(day, stage.offset);
        const at = atShanghai(on, tellAt);
        return businessDate(now) === on || at <= now ? [] : [{ stage, at }];
      }
      const at = Math.max(startsAt - LAST_REMINDER_MS, atShanghai(day, EARLIEST));
      return now >= startsAt - LAST_REMINDER_MS || startsAt - at < TOO_LATE_MS ? [] : [{ stage, at }];
    })
    .sort((a, b) => a.at - b.at);
}
