/** Why a message waits for a way to the phone that is closed. Pure; the log, the console and counts find it by these words. */
import type { MessageClass, PushChannel } from '@cheban/contracts';
import { type Instant, type QuietHours, sayDateTime } from '@cheban/kernel';
import { TRIAL_MS, waitFor } from './reaction.js';

/** What a sync found of a template in use: it is gone from the account, or its fields are others. */
export type Drift = 'missing_in_account' | 'fields_changed';

export interface Wait {
  readonly until: Instant;
  /** In Chinese. */
  readonly why: string;
  /** Whether the way opens then by itself; one that a person has to mend is only looked at again. */
  readonly opens: boolean;
}

/** How the reasons of messages name the channels. */
export const wayLabel: Record<PushChannel, string> = {
  subscribe: '订阅消息',
  official_account: '公众号模板',
  sms: '短信',
};

/** Ends every reason of a message that waits for its template, so that mending it finds them. */
export const UNTIL_MENDED = '模板恢复后再发。';

const templateOf: Record<PushChannel, string> = {
  subscribe: '订阅消息模板',
  official_account: '公众号模板',
  sms: '短信模板',
};

/** For instance `订阅消息模板缺失`. */
export const sayDrift = (channel: PushChannel, drift: Drift) =>
  `${templateOf[channel]}${drift === 'missing_in_account' ? '缺失' : '字段有变化'}`;

/** A template, or a whole channel, that the provider refuses. */
export const sayRefused = (channel: PushChannel, reason: string) => `${wayLabel[channel]}暂停使用：${reason}`;

/** A quota that is used up begins anew. */
export const quotaWait = (channel: PushChannel, until: Instant, now: Instant): Wait => ({
  until,
  why: `${wayLabel[channel]}今天的额度已用完，${sayDateTime(until, now)} 后再发。`,
  opens: true,
});

/**
 * A template that somebody has to mend: the message is put off and looks again each half hour. Null for one that had
 * better go another way, see {@link waitFor}.
 */
export function templateWait(
  message: { readonly class: MessageClass; readonly expiresAt: Instant },
  lost: string,
  now: Instant,
  quiet: QuietHours,
): Wait | null {
  const until = waitFor(message, now + TRIAL_MS, quiet);
  return until === null ? null : { until, why: `${lost}，${UNTIL_MENDED}`, opens: false };
}
