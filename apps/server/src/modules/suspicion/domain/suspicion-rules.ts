import type { SuspectMark } from '@cheban/contracts';

/** Days of rewards that are looked at together. */
export const LOOKBACK_DAYS = 30;

/** A mark of a reward that counts together with the same mark of others. */
export type SharedMark = Exclude<SuspectMark, 'person' | 'staff'>;

/**
 * How many other people may have had rewards under the same mark. A family of three drives one car and a phone is
 * handed around at the counter; a WeChat log-in or a phone number that changes its person is rare enough to be looked at.
 */
const mostOthers: Record<SharedMark, number> = { phone: 0, openid: 0, vin: 2, plate: 2, device: 2 };
/** Rewards of one person within the look-back. */
const MOST_REWARDS = 30;

/** What the rewards of the last days say about one of them. */
export interface Traces {
  /** Other people by mark. */
  readonly others: Readonly<Partial<Record<SharedMark, number>>>;
  /** Earlier rewards of the same person. */
  readonly rewards: number;
  /** Marks that the people of one reward, who should be strangers, have in common. */
  readonly pair: readonly SharedMark[];
  /** Staff hold everything of this person, in their words; null if not. */
  readonly staffWords: string | null;
}

export interface Reason {
  readonly mark: SuspectMark;
  readonly others: number;
  readonly text: string;
}

const what: Record<SharedMark, string> = {
  phone: '同一个手机号',
  openid: '同一个微信',
  vin: '同一辆车',
  plate: '同一个车牌',
  device: '同一台手机',
};
const order: readonly SharedMark[] = ['phone', 'openid', 'vin', 'plate', 'device'];

/** Why a person should look at a reward first; empty if it may be given. */
export function reasonsOf(traces: Traces): Reason[] {
  const reasons: Reason[] = [];
  if (traces.staffWords !== null)
    reasons.push({ mark: 'staff', others: 0, text: `门店拦下：${traces.staffWords}` });
  for (const mark of order) {
    const others = traces.others[mark] ?? 0;
    if (traces.pair.includes(mark))
      reasons.push({ mark, others: Math.max(1, others), text: `邀请双方用${what[mark]}` });
    else if (others > mostOthers[mark])
      reasons.push({
        mark,
        others,
        text: `近 ${LOOKBACK_DAYS} 天另有 ${others} 人用${what[mark]}领奖`,
      });
  }
  if (traces.rewards >= MOST_REWARDS)
    reasons.push({ mark: 'person', others: 0, text: `近 ${LOOKBACK_DAYS} 天已领奖 ${traces.rewards} 次` });
  return reasons;
}
