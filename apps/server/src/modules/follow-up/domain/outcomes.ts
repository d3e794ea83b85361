/** The life of a call or talk as one table (mission.md C, follow-up). Pure. */
import {
  type FollowUpKind,
  type FollowUpOutcome,
  type FollowUpState,
  followUpOutcomes,
  isTalk,
  talkOutcomes,
} from '@cheban/contracts/constants';
import type { Instant } from '@cheban/kernel';
import { nextTry, withinCallingHours } from './next-try.js';

interface Effect {
  /** `retry`: by the rule of calls that nobody answers; `again`: the same, but nobody comes back in two hours. */
  readonly to: 'done' | 'waiting' | 'retry' | 'again';
  /** Only for calls about a car. */
  readonly needsCar: boolean;
  readonly reason: string;
}

const effects: Record<FollowUpOutcome, Effect> = {
  reached: { to: 'done', needsCar: false, reason: '已与车主沟通。' },
  booked: { to: 'done', needsCar: false, reason: '车主已预约。' },
  no_answer: { to: 'retry', needsCar: false, reason: '多次拨打无人接听，未联系上。' },
  call_back: { to: 'waiting', needsCar: false, reason: '' },
  later: { to: 'done', needsCar: true, reason: '车主希望过些天再提醒。' },
  done_elsewhere: { to: 'done', needsCar: true, reason: '车主已在别处办理。' },
  sold: { to: 'done', needsCar: true, reason: '车主告知车已卖出。' },
  complaint: { to: 'done', needsCar: false, reason: '车主有不满，已转投诉处理。' },
  refused: { to: 'done', needsCar: false, reason: '车主不愿沟通。' },
  wrong_number: { to: 'done', needsCar: false, reason: '登记的号码有误。' },
  met: { to: 'done', needsCar: false, reason: '已与车主当面沟通。' },
  put_off: { to: 'waiting', needsCar: false, reason: '' },
  absent: { to: 'again', needsCar: false, reason: '多次没有见到车主。' },
  declined: { to: 'done', needsCar: false, reason: '车主不愿接受面访。' },
};

export interface Standing {
  readonly kind: FollowUpKind;
  readonly state: FollowUpState;
  /** Tries in a row that reached nobody. */
  readonly noAnswers: number;
  readonly hasCar: boolean;
}

export interface Settled {
  readonly state: FollowUpState;
  /** Of the next try; null when the task is closed. */
  readonly nextAt: Instant | null;
  readonly noAnswers: number;
  readonly closeReason: string | null;
}

export const isActive = (state: FollowUpState): boolean => state === 'open' || state === 'waiting';

/** What may be written of a task now. */
export function outcomesOf(task: Standing): FollowUpOutcome[] {
  if (!isActive(task.state)) return [];
  return followUpOutcomes.filter(
    (outcome) => fits(outcome, task.kind) && (task.hasCar || !effects[outcome].needsCar),
  );
}

/** Whether an outcome can come of this kind: a talk is held face to face, the others are calls. */
export function fits(outcome: FollowUpOutcome, kind: FollowUpKind): boolean {
  const ofTalks = talkOutcomes as readonly FollowUpOutcome[];
  return isTalk(kind) ? ofTalks.includes(outcome) : outcome === 'sold' || !ofTalks.includes(outcome);
}

export function needsCar(outcome: FollowUpOutcome): boolean {
  return effects[outcome].needsCar;
}

/**
 * What becomes of an active task after a try. `wishedAt`: when staff or the owner want the next try; it is moved into
 * calling hours. A call that was promised is no call in vain: the count starts again.
 */
export function settle(
  task: Standing,
  outcome: FollowUpOutcome,
  now: Instant,
  wishedAt: Instant | null = null,
): Settled {
  const { to, reason } = effects[outcome];
  if (to === 'done') return { state: 'done', nextAt: null, noAnswers: 0, closeReason: reason };
  if (to === 'waiting') {
    return { state: 'waiting', nextAt: withinCallingHours(wishedAt ?? now), noAnswers: 0, closeReason: null };
  }
  const noAnswers = task.noAnswers + 1;
  const byRule = nextTry(to === 'again' ? noAnswers + 1 : noAnswers, now);
  if (byRule === null) return { state: 'unreached', nextAt: null, noAnswers, closeReason: reason };
  const nextAt = wishedAt === null ? byRule : withinCallingHours(wishedAt);
  return { state: 'waiting', nextAt, noAnswers, closeReason: null };
}
