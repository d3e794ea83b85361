import { ANSWER_GRACE_MS } from '@cheban/contracts/constants';

/** How far a try has come; instants are milliseconds. */
export interface QuizProgress {
  readonly overAt: number;
  /** Questions asked so far. */
  readonly asked: number;
  /** Since when the last of them is open; null if it is over. */
  readonly askedAt: number | null;
}

export interface QuizTimes {
  readonly questions: number;
  readonly secondsPerQuestion: number;
}

/** When the open question's time is over. */
export function questionOverAt(progress: QuizProgress, times: QuizTimes): number | null {
  if (progress.askedAt === null) return null;
  return Math.min(progress.askedAt + 1_000 * times.secondsPerQuestion, progress.overAt);
}

/** Whether an answer to the open question still counts. */
export function inTime(progress: QuizProgress, times: QuizTimes, now: number): boolean {
  const over = questionOverAt(progress, times);
  return over !== null && now <= over + ANSWER_GRACE_MS;
}

/** What has become of a try by itself: the open question's time ran out, or nothing is left to be done. */
export function passed(
  progress: QuizProgress,
  times: QuizTimes,
  now: number,
): { questionOver: boolean; done: boolean } {
  const questionOver = progress.askedAt !== null && !inTime(progress, times, now);
  const open = progress.askedAt !== null && !questionOver;
  const noTime = now > progress.overAt + ANSWER_GRACE_MS;
  return { questionOver, done: !open && (noTime || progress.asked >= times.questions) };
}

/** The time left of something that is over at an instant, for a countdown. */
export function leftMs(overAt: number, now: number): number {
  return Math.max(0, overAt - now);
}
