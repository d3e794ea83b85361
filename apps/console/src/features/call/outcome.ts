import type { AttemptBody, FollowUpRow } from '@cheban/contracts';
import type { CaseLevel, ElsewhereReason, FollowUpOutcome } from '@cheban/contracts/constants';
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
};

/** Order of the buttons: what happens most often first. */
export const outcomeOrder: readonly FollowUpOutcome[] = [
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

export interface OutcomeFields {
  note?: string;
  nextAt?: string;
  days?: 7 | 30 | 90;
  on?: string;
  reason?: ElsewhereReason;
  level?: CaseLevel;
  text?: string;
}

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
      return { outcome, ...tried, ...(fields.nextAt && { nextAt: fields.nextAt }) };
    case 'call_back':
      return fields.nextAt ? { outcome, nextAt: fields.nextAt, ...tried } : null;
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
