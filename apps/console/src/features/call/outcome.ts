import type { AttemptBody, FollowUpRow } from '@cheban/contracts';
import type { CaseLevel, ElsewhereReason, FollowUpKind, FollowUpOutcome } from '@cheban/contracts/constants';
import { followUpStateLabel, isTalk } from '@cheban/contracts/constants';
import type { IconName } from '../../shared/ui/icon.js';
import type { Tone } from '../../shared/ui/tag.js';

/** What staff write down after a call, as the form holds it and as the API takes it. Pure. */

export type CallState = FollowUpRow['state'];
export const callLook: Record<CallState, { tone: Tone; icon: IconName }> = {
  open: { tone: 'blue', icon: 'phone' },
  waiting: { tone: 'amber', icon: 'clock' },
  done: { tone: 'green', icon: 'check' },
  unreached: { tone: 'grey', icon: 'alert' },
  cancelled: { tone: 'grey', icon: 'close' },
};

/** What each outcome sets off, so that nobody has to guess before pressing. */
export const outcomeHint: Record<FollowUpOutcome, string> = {
  reached: '话说到了，任务完成。',
  booked: '车主约好了时间，任务完成，后面的同类提醒自动停止。',
  no_answer: '不用自己记：2 小时后、第二天换个时段、再过 3 天各提醒再打一次，都没接通才结束。',
  call_back: '到约好的时间会再提醒您。',
  later: '过了这些天再提醒车主，这次任务完成。',
  done_elsewhere: '记下在别处办理的日期，下次到期从那天算起。',
  sold: '这辆车的提醒全部停止，车主的其他车不受影响。',
  complaint: '马上建一张投诉单，按时限跟进。',
  refused: '任务完成。车主不想再接到电话的，请在“触达与意愿”里登记。',
  wrong_number: '任务完成，号码会标记为有误，请到店时核对。',
  met: '记下车主的回答，任务完成。不满意的可以直接建投诉单。',
  put_off: '到约好的时间会再提醒您。',
  absent: '不用自己记：第二天换个时段、再过 3 天各提醒再去一次，都没见到才结束。',
  declined: '任务完成，这次不再打扰车主。',
};

/** Order of the buttons: what happens most often first. */
export const outcomeOrder: readonly FollowUpOutcome[] = [
  'met',
  'put_off',
  'absent',
  'declined',
  'booked',
  'reached',
  'no_answer',
  'call_back',
  'later',
  'done_elsewhere',
  'sold',
  'complaint',
  'refused',
  'wrong_number',
];

/** How a task is spoken of: a call is made, a talk is held. */
export function wordsOf(kind: FollowUpKind) {
  return isTalk(kind)
    ? {
        who: '由谁面访',
        why: '为什么面访',
        how: '谈得怎么样',
        drop: '不用面访了',
        tried: '约过',
        none: '还没面访',
        from: '起',
        again: '再访',
        note: '备注（可不填）',
      }
    : {
        who: '由谁来打',
        why: '为什么打',
        how: '打得怎么样',
        drop: '不用打了',
        tried: '打过',
        none: '还没打过',
        from: '起打',
        again: '再打',
        note: '车主说了什么（可不填）',
      };
}

/** The state of a task in words. */
export function stateWords({ kind, state }: Pick<FollowUpRow, 'kind' | 'state'>): string {
  if (!isTalk(kind)) return followUpStateLabel[state];
  if (state === 'open') return '待面访';
  if (state === 'waiting') return '待再访';
  return state === 'unreached' ? '没见到' : followUpStateLabel[state];
}

export interface OutcomeFields {
  note?: string;
  nextAt?: string;
  days?: 7 | 30 | 90;
  on?: string;
  reason?: ElsewhereReason;
  level?: CaseLevel;
  text?: string;
  /** 1 to 10. */
  satisfaction?: number;
  improve?: string;
  other?: string;
  /** A talk that shows something to put right: a complaint case is opened with these words. */
  complain?: boolean;
}

/** The words of a complaint that a talk brings: those written for it, else what the owner wants improved. */
export const talkComplaint = ({ text, improve }: OutcomeFields): string =>
  text?.trim() || (improve?.trim() ?? '');

/** The body of a try, or null while something that the outcome needs is missing. `seen`: tries so far. */
export function attemptOf(
  outcome: FollowUpOutcome,
  fields: OutcomeFields,
  seen: number,
  bookingId: string | null,
): AttemptBody | null {
  const tried = { seen, note: fields.note?.trim() ?? '' };
  switch (outcome) {
    case 'booked':
      return { outcome, ...tried, ...(bookingId && { bookingId }) };
    case 'no_answer':
    case 'absent':
      return { outcome, ...tried, ...(fields.nextAt && { nextAt: fields.nextAt }) };
    case 'put_off':
    case 'call_back':
      return fields.nextAt ? { outcome, nextAt: fields.nextAt, ...tried } : null;
    case 'met': {
      if (!fields.satisfaction) return null;
      const text = talkComplaint(fields);
      if (fields.complain && text.length < 2) return null;
      const answers = {
        satisfaction: fields.satisfaction,
        improve: fields.improve?.trim() ?? '',
        other: fields.other?.trim() ?? '',
      };
      const complaint = { level: fields.level ?? ('normal' as const), text };
      return { outcome, answers, ...tried, ...(fields.complain && { complaint }) };
    }
    case 'later':
      return { outcome, days: fields.days ?? 30, ...tried };
    case 'done_elsewhere':
      return fields.on && fields.reason ? { outcome, on: fields.on, reason: fields.reason, ...tried } : null;
    case 'complaint': {
      const text = fields.text?.trim() ?? '';
      return text.length >= 2 ? { outcome, level: fields.level ?? 'normal', text, ...tried } : null;
    }
    default:
      return { outcome, ...tried };
  }
}

/** Whether a closed call may still get the words of the talk in which it was booked. */
export const mayNoteBooking = (call: Pick<FollowUpRow, 'state'> & { bookingId: string | null }): boolean =>
  call.state === 'cancelled' && call.bookingId !== null;
