/** When one may sign up, when one is reminded, how long kept seats wait. Pure. */
import type { SessionState, SignUpChoice } from '@cheban/contracts';
import {
  addDays,
  atShanghai,
  businessDate,
  DEFAULT_QUIET_HOURS,
  deferOutOfQuietHours,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
} from '@cheban/kernel';

export interface SessionTimes {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly signUpUntil: Instant;
}
export interface SessionFacts extends SessionTimes {
  readonly state: SessionState;
  readonly seatsLeft: number;
  /** Somebody waits who would fit into the seats that are left: they come first. */
  readonly queued: boolean;
}

/** True if the times of a session that is planned at `now` make sense. */
export function areTimesRight({ startsAt, endsAt, signUpUntil }: SessionTimes, now: Instant): boolean {
  return startsAt > now && endsAt > startsAt && signUpUntil <= startsAt;
}

/** What a person without a sign-up can do; in the second of the deadline it is too late. */
export function choiceOf(session: SessionFacts, now: Instant): SignUpChoice {
  if (session.state !== 'open' || now >= session.signUpUntil) return 'none';
  return session.seatsLeft > 0 && !session.queued ? 'sign_up' : 'wait';
}

const MORNING = '08:00';
const EARLIEST = '07:00';
const MORNING_LEAD_MS = 90 * MINUTE_MS;
const TOO_LATE_MS = 30 * MINUTE_MS;

/** A day on which staff want people to be reminded: days from the session's, negative before it. */
export interface ReminderDay {
  readonly offset: number;
}

/**
 * Reminders of a session for somebody who signs up at `now` (mission D: the day before, the morning). Days before come at
 * `tellAt` (HH:MM in Shanghai), the day itself in the morning. Who signs up on such a day or later is not reminded of what
 * they have just done.
 */
export function reminderTimes<Day extends ReminderDay>(
  startsAt: Instant,
  now: Instant,
  { tellAt, stages }: { tellAt: string; stages: readonly Day[] },
): { stage: Day; at: Instant }[] {
  const day = businessDate(startsAt);
  const morning = Math.max(
    atShanghai(day, EARLIEST),
    Math.min(atShanghai(day, MORNING), startsAt - MORNING_LEAD_MS),
  );
  return stages
    .flatMap((stage) => {
      if (stage.offset > 0) return [];
      const on = addDays(day, stage.offset);
      if (now >= atShanghai(on, '00:00')) return [];
      if (stage.offset < 0) return [{ stage, at: atShanghai(on, tellAt) }];
      return startsAt - morning >= TOO_LATE_MS ? [{ stage, at: morning }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

/** After so many offers in a row without an answer a place on the waiting list is given up. */
export const MAX_MISSED = 2;
const OFFER_MS = HOUR_MS;
/** Nobody sets out in less time than this. */
const LAST_CALL_MS = HOUR_MS;

/** From when and until when freed seats are kept for somebody; null if it is too late for an offer. */
export function offerTimes(startsAt: Instant, now: Instant): { from: Instant; until: Instant } | null {
  const from = deferOutOfQuietHours(now, DEFAULT_QUIET_HOURS);
  const until = Math.min(from + OFFER_MS, startsAt - LAST_CALL_MS);
  return until - from >= 10 * MINUTE_MS ? { from, until } : null;
}

/** The door opens this long before the start. */
const DOOR_MS = 4 * HOUR_MS;
/** Scans that were queued without a network may come this long after the end. */
const LATE_SCAN_MS = 12 * HOUR_MS;

/** When somebody came, as the books have it: a scan of `at` sent at `now`; null if it is not this session's time. */
export function attendanceAt(
  times: Pick<SessionTimes, 'startsAt' | 'endsAt'>,
  at: Instant,
  now: Instant,
): Instant | null {
  const came = Math.min(at, now);
  const open = times.startsAt - DOOR_MS;
  if (now < open || now > times.endsAt + LATE_SCAN_MS) return null;
  return Math.min(Math.max(came, open), times.endsAt + LATE_SCAN_MS);
}

/** A survey is asked for once somebody has come, for a month. */
const SURVEY_MS = 30 * 24 * HOUR_MS;
export function maySurvey(attendedAt: Instant | null, endsAt: Instant, now: Instant): boolean {
  return attendedAt !== null && now < endsAt + SURVEY_MS;
}
