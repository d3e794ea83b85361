/** Why a message waits for a way to the phone that is closed. Pure. */
import type { MessageClass, PushChannel } from '@cheban/contracts';
import { type Instant, type QuietHours, sayDateTime } from '@cheban/kernel';
import { TRIAL_MS, waitFor } from './reaction.js';

/** What a sync found of a template in use: it is gone from the account, or its fields are others. */
export type Drift = 'missing_in_account' | 'fields_changed';

/** What a message that is `held` waits for, if it is something that a person mends or a provider gives anew. */
export type WaitsFor = 'template' | `quota:${PushChannel}`;

/** The daily quota of a channel. */
export const quotaOf = (channel: PushChannel): WaitsFor => `quota:${channel}`;

export interface Wait {
  readonly until: Instant;
  /** In Chinese. */
  readonly why: string;
  /** Null: only for a time of day. A template that a person has to mend is only looked at again then. */
  readonly waitsFor: WaitsFor | null;
}

/** How the reasons of messages name the channels. */
export const wayLabel: Record<PushChannel, string> = {
  subscribe: '订阅消息',
  official_account: '公众号模板',
  sms: '短信',
};

const templateOf: Record<PushChannel, string> = {
  subscribe: '订阅消息模板',
  official_account: '公众号模板',
  sms: '短信模板',
};

/** For instance `订阅消息模板缺失`. */
export const sayDrift = (channel: PushChannel, drift: Drift) =>
  `${templateOf[channel]}${drift === 'missing_in_account' ? '缺失' : '字段有变化'}`;

/** How every reason begins that names a channel as closed; what went another way is counted by it. */
export const closedWay = (channel: PushChannel) => `${wayLabel[channel]}暂停使用`;

/** A template, or a whole channel, that the provider refuses. */
export const sayRefused = (channel: PushChannel, reason: string) => `${closedWay(channel)}：${reason}`;

/** A quota that is used up begins anew. */
export const quotaWait = (channel: PushChannel, until: Instant, now: Instant): Wait => ({
  until,
  why: `${wayLabel[channel]}今天的额度已用完，${sayDateTime(until, now)} 后再发。`,
  waitsFor: quotaOf(channel),
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
  return until === null ? null : { until, why: `${lost}，模板恢复后再发。`, waitsFor: 'template' };
}
