/**
 * The gates a message passes before it is sent, in the order of docs/architecture.md "Sending": expired? still true?
 * leaving, consent, quiet hours, caps. Pure: the caller brings what it knows and the instant.
 */
import type { MessageClass } from '@cheban/contracts';
import {
  addDays,
  atShanghai,
  businessDate,
  deferOutOfQuietHours,
  type Instant,
  type QuietHours,
  sayDateTime,
  weekday,
} from '@cheban/kernel';

/** In Chinese, of messages that wait while their owner may still change their mind. */
const LEAVING = '车主已申请注销账号，等待期间只发送正在办理的预约和到店消息；撤回申请后再发。';

export interface GateInput {
  class: MessageClass;
  expiresAt: Instant;
  now: Instant;
  /** Why the message is no longer true, in Chinese; null if it still is. */
  untrue: string | null;
  /** Why the owner does not want to hear this at all, in Chinese; null if they do. */
  refused: string | null;
  /** The owner has asked for the deletion of their data, and this does not speak of what is under way. */
  leaving: boolean;
  quiet: QuietHours;
}

export type Verdict =
  | { do: 'go' }
  | { do: 'end'; state: 'expired' | 'suppressed'; why: string }
  | { do: 'hold'; until: Instant; why: string };

/**
 * Says whether a message may be sent now. Service messages pass consent and quiet hours: they speak of something the
 * owner has under way. Held messages wait until the quiet hours end; nothing is dropped.
 */
export function passGates(input: GateInput): Verdict {
  if (input.expiresAt <= input.now) {
    return { do: 'end', state: 'expired', why: '已过有效时间，没有再发送，避免打扰。' };
  }
  if (input.untrue !== null) return { do: 'end', state: 'suppressed', why: input.untrue };
  if (input.leaving) {
    // Held and not dropped: the wish may be taken back. The deletion ends what still waits.
    const until = atShanghai(addDays(businessDate(input.now), 1), input.quiet.to);
    return { do: 'hold', until: Math.min(until, input.expiresAt), why: LEAVING };
  }
  if (input.class === 'service') return { do: 'go' };
  if (input.refused !== null) return { do: 'end', state: 'suppressed', why: input.refused };
  const until = deferOutOfQuietHours(input.now, input.quiet);
  if (until === input.now) return { do: 'go' };
  return { do: 'hold', until, why: `正值免打扰时段，${sayDateTime(until, input.now)} 再发。` };
}

/** How many messages of a class one owner may get in one period (mission.md, "Message classes"). */
export interface Cap {
  /** Class and first day of the period. */
  period: string;
  limit: number;
  /** When the next period starts, at the end of its first night. */
  nextAt: Instant;
  why: string;
}

/** The cap that a message sent at `now` falls under; null for service messages, which have none. */
export function capOf(messageClass: MessageClass, now: Instant, quiet: QuietHours): Cap | null {
  const today = businessDate(now);
  if (messageClass === 'care') {
    const nextAt = atShanghai(addDays(today, 1), quiet.to);
    const why = `今天已给车主发过一条关怀消息，${sayDateTime(nextAt, now)} 再发。`;
    return { period: `care:${today}`, limit: 1, nextAt, why };
  }
  if (messageClass === 'marketing') {
    const monday = addDays(today, 1 - weekday(today));
    const nextAt = atShanghai(addDays(monday, 7), quiet.to);
    const why = `本周已给车主发过两条营销消息，${sayDateTime(nextAt, now)} 再发。`;
    return { period: `marketing:${monday}`, limit: 2, nextAt, why };
  }
  return null;
}
