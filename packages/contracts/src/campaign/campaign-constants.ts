/** Literals of campaigns and red packets, with their Chinese words. No zod: the mini-program carries this file. */

/**
 * `approved`: a second person said yes, the packets are being written; `scheduled`: all are written and wait for the
 * first wave; `settled`: nothing can be claimed or paid any more and what was left went back to the budget.
 */
export const campaignStates = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'live',
  'ended',
  'settled',
  'killed',
] as const;
export type CampaignState = (typeof campaignStates)[number];
export const campaignStateLabel: Record<CampaignState, string> = {
  draft: '草稿',
  submitted: '待审批',
  approved: '备货中',
  scheduled: '待开抢',
  live: '进行中',
  ended: '已结束',
  settled: '已结算',
  killed: '已叫停',
};

/** What staff do with a campaign; which of them is possible now stands in its view. */
export const campaignActions = ['edit', 'submit', 'withdraw', 'approve', 'reject', 'kill'] as const;
export type CampaignAction = (typeof campaignActions)[number];

export const waveStates = ['coming', 'open', 'sold_out', 'over', 'stopped'] as const;
export type WaveState = (typeof waveStates)[number];
export const waveStateLabel: Record<WaveState, string> = {
  coming: '未开始',
  open: '开抢中',
  sold_out: '已抢完',
  over: '已结束',
  stopped: '已叫停',
};

/** Cash goes by WeChat merchant transfer; a code comes from a pool (a movie ticket). */
export const prizeKinds = ['cash', 'coupon', 'code'] as const;
export type PrizeKind = (typeof prizeKinds)[number];
export const prizeKindLabel: Record<PrizeKind, string> = { cash: '现金', coupon: '卡券', code: '兑换码' };

/** `fixed`: all packets alike; `random`: by the double-mean rule. Both come out at the exact sum. */
export const splitKinds = ['fixed', 'random'] as const;
export type SplitKind = (typeof splitKinds)[number];
export const splitKindLabel: Record<SplitKind, string> = { fixed: '每个一样多', random: '拼手气' };

/** `at_check_in`: the prize is kept until the winner's car is checked in at a store of the campaign. */
export const releaseKinds = ['at_once', 'at_check_in'] as const;
export type ReleaseKind = (typeof releaseKinds)[number];
export const releaseKindLabel: Record<ReleaseKind, string> = {
  at_once: '抢到即发',
  at_check_in: '到店后发放',
};

/**
 * `won`: about to be handed out; `held`: a person looks at it first; `waiting`: kept until the car comes; `given`: coupon or code is in the wallet;
 * `confirming`: cash waits for the winner's confirmation in WeChat; `paid`: cash arrived; `lapsed`: the winner let the
 * time run out; `withdrawn`: not given, by a person's word or because WeChat Pay refused it. Of both the money went back to
 * the budget.
 */
export const claimStates = [
  'won',
  'held',
  'waiting',
  'given',
  'confirming',
  'paid',
  'lapsed',
  'withdrawn',
] as const;
export type ClaimState = (typeof claimStates)[number];
/** Nobody has it: its money is in the budget again. */
export const returnedClaimStates: readonly ClaimState[] = ['lapsed', 'withdrawn'];
export const isReturnedClaim = (state: ClaimState): boolean => returnedClaimStates.includes(state);
export const claimStateLabel: Record<ClaimState, string> = {
  won: '发放中',
  held: '核实中',
  waiting: '到店领取',
  given: '已到账',
  confirming: '待确认收款',
  paid: '已到账',
  lapsed: '已过期',
  withdrawn: '已收回',
};

/** What became of a tap. All but `won` may be tapped again; `won`, `missed` and `sold_out` stay what they are. */
export const grabResults = ['won', 'missed', 'sold_out', 'limited', 'early', 'over', 'stopped'] as const;
export type GrabResult = (typeof grabResults)[number];
export const grabResultText: Record<GrabResult, string> = {
  won: '恭喜您，抢到了！',
  missed: '这次差一点点，下一波再来。',
  sold_out: '手慢了一点，这一波已经抢完。',
  limited: '您已领满本次活动的份数，把机会留给其他车主吧。',
  early: '还没开始，别着急。',
  over: '这一波已经结束了。',
  stopped: '活动已暂停，感谢您的关注。',
};

/** Why there is no ticket for an owner. */
export const noTicketReasons = ['not_invited', 'too_early', 'over', 'stopped'] as const;
export type NoTicketReason = (typeof noTicketReasons)[number];
export const noTicketText: Record<NoTicketReason, string> = {
  not_invited: '这次活动面向受邀车主，下次有您的份会第一时间告诉您。',
  too_early: '离开抢还早，请临近开始时再来。',
  over: '这一波已经结束了。',
  stopped: '活动已暂停，感谢您的关注。',
};

/** Steps of a campaign's result, in order. */
export const campaignSteps = ['reachable', 'told', 'seen', 'claimed', 'booked', 'arrived'] as const;
export type CampaignStep = (typeof campaignSteps)[number];
export const campaignStepLabel: Record<CampaignStep, string> = {
  reachable: '目标车主',
  told: '收到通知',
  seen: '看过活动',
  claimed: '抢到奖品',
  booked: '预约到店',
  arrived: '实际到店',
};

/** Parts of a million: how win odds are kept. */
export const CERTAIN_PPM = 1_000_000;
/** WeChat transfers nothing below 0.1 yuan, and 200 yuan at most in the scene of cash marketing. */
export const LEAST_CASH_FEN = 10;
export const MOST_CASH_FEN = 20_000;
export const MOST_WAVES = 20;
export const MOST_WAVE_PACKETS = 100_000;
