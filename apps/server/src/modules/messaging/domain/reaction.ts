/** What to do after a provider said no, said nothing, or could not be understood. Pure. */
import type { Channel, MessageClass } from '@cheban/contracts';
import {
  addDays,
  atShanghai,
  businessDate,
  deferOutOfQuietHours,
  type Instant,
  type QuietHours,
} from '@cheban/kernel';

/** An error of a provider client, reduced to what decides. */
export interface Failure {
  code: string;
  reaction: 'RETRY' | 'TOKEN' | 'DROP' | 'CONFIG' | 'BUG' | 'WAIT' | 'QUERY' | 'UNKNOWN';
  outcome: 'not_done' | 'maybe_done';
}

export interface FailureContext {
  channel: Channel;
  /** Tries so far, this one included. */
  attempts: number;
  now: Instant;
  expiresAt: Instant;
  /** Clock time in Shanghai at which daily quotas begin anew. */
  quotaResetAt: string;
}

export type Action =
  /** Try the next channel; `effect` first makes sure that this one is not chosen again in vain. */
  | { do: 'next'; effect: 'no-credit' | 'no-follower' | 'none'; why: string }
  /** Try again later; `pinned` on the same channel with the same id only, because it may have arrived. */
  | { do: 'retry'; at: Instant; pinned: boolean; why: string }
  /** Nobody can know whether it arrived, and sending again could tell the owner twice. */
  | { do: 'unknown'; why: string }
  /** The template or the whole channel is broken until somebody mends it; other messages must not try either. */
  | {
      do: 'open-circuit';
      scope: 'template' | 'channel';
      retryAt: Instant;
      why: string;
      /** It mends itself then (a quota): messages that can wait do, instead of going another way. */
      holds: boolean;
    }
  | { do: 'fail'; why: string };

export const MAX_TRIES = 5;
/** Times between tries: 30 s, 2 min, 8 min, 30 min. */
const BACK_OFF_MS = [30_000, 120_000, 480_000, 1_800_000] as const;
/** WeChat remembers a client_msg_id only "a short time"; after this long a repetition could arrive twice. */
export const CLIENT_ID_MS = 10 * 60_000;
/** A pinned try comes soon, while the provider still remembers the id. */
const PINNED_BACK_OFF_MS = 15_000;
/** How often a broken template or channel is tried again by one message. */
export const TRIAL_MS = 30 * 60_000;

/** Errors that speak of one template (or its page), not of the account. Source: external-apis.md section 0. */
const TEMPLATE_CODES = new Set([
  '40037',
  '40165',
  '40249',
  '41030',
  '45168',
  'isv.SMS_TEMPLATE_ILLEGAL',
  'isv.BLACK_KEY_CONTROL_LIMIT',
]);
const PER_RECIPIENT_WAIT = new Set(['40038', 'isv.BUSINESS_LIMIT_CONTROL', 'isv.DAY_LIMIT_CONTROL']);

/** Follows the reaction table of external-apis.md, section 0. */
export function reactTo(failure: Failure, context: FailureContext): Action {
  if (failure.outcome === 'maybe_done') return unclear(failure, context);
  switch (failure.reaction) {
    case 'RETRY':
    case 'TOKEN':
      return again(failure, context);
    case 'DROP':
      return drop(failure.code);
    case 'CONFIG': {
      const scope = TEMPLATE_CODES.has(failure.code) ? 'template' : 'channel';
      const why = scope === 'template' ? `模板不可用（${failure.code}）` : `渠道设置有误（${failure.code}）`;
      return { do: 'open-circuit', scope, retryAt: context.now + TRIAL_MS, why, holds: false };
    }
    case 'WAIT':
      if (PER_RECIPIENT_WAIT.has(failure.code))
        return { do: 'next', effect: 'none', why: '该渠道今天对这位车主的次数已用完' };
      return {
        do: 'open-circuit',
        scope: 'channel',
        retryAt: nextReset(context.now, context.quotaResetAt),
        why: `渠道今天的额度已用完（${failure.code}）`,
        holds: true,
      };
    case 'BUG':
      return { do: 'fail', why: `消息内容不符合渠道要求（${failure.code}），请联系管理员。` };
    default:
      return { do: 'next', effect: 'none', why: `渠道拒绝了这条消息（${failure.code}）` };
  }
}

function nextReset(now: Instant, at: string): Instant {
  const today = atShanghai(businessDate(now), at);
  return today > now ? today : atShanghai(addDays(businessDate(now), 1), at);
}

/**
 * Until when a message waits for a channel whose quota begins anew at `until`; null if it had better go another way: what
 * speaks of something that goes on right now (class service), and what would have run out by the time it may be told.
 */
export function waitFor(
  message: { readonly class: MessageClass; readonly expiresAt: Instant },
  until: Instant,
  quiet: QuietHours,
): Instant | null {
  if (message.class === 'service') return null;
  return deferOutOfQuietHours(until, quiet) < message.expiresAt ? until : null;
}

function unclear(failure: Failure, context: FailureContext): Action {
  if (context.channel === 'subscribe') {
    return { do: 'unknown', why: '微信没有给出结果，可能已送达；为免重复打扰不再重发，等待微信回报。' };
  }
  if (context.attempts >= MAX_TRIES) {
    return { do: 'unknown', why: '多次尝试仍没有得到结果，可能已送达，不再重发。' };
  }
  const at = context.now + PINNED_BACK_OFF_MS;
  return { do: 'retry', at, pinned: true, why: `渠道没有给出结果（${failure.code}），稍后用同一编号确认。` };
}

function again(failure: Failure, context: FailureContext): Action {
  const step = BACK_OFF_MS[Math.min(context.attempts, BACK_OFF_MS.length) - 1] ?? BACK_OFF_MS[0];
  // 45011 counts per minute: coming back within the minute only prolongs it.
  const at = context.now + (failure.code === '45011' ? Math.max(step, 60_000) : step);
  if (context.attempts >= MAX_TRIES || at >= context.expiresAt) {
    return { do: 'next', effect: 'none', why: `渠道一直繁忙（${failure.code}）` };
  }
  return { do: 'retry', at, pinned: false, why: `渠道繁忙（${failure.code}），稍后再试。` };
}

function drop(code: string): Action {
  if (code === '43101') return { do: 'next', effect: 'no-credit', why: '车主已关闭订阅或次数已用完' };
  if (code === '43004') return { do: 'next', effect: 'no-follower', why: '车主已取消关注公众号' };
  return { do: 'next', effect: 'none', why: `渠道无法送达这位车主（${code}）` };
}
