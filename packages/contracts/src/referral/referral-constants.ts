/** Old customers bring new ones 老带新, with its Chinese words. No zod here. */

/**
 * `waiting`: for the first paid visit; `earned`: it was paid, the rewards are on their way; `held`: a person looks at it
 * first; `refused`: not paid; `lapsed`: the visit did not come in time.
 */
export const referralStates = ['waiting', 'earned', 'held', 'rewarded', 'refused', 'lapsed'] as const;
export type ReferralState = (typeof referralStates)[number];
export const referralStateLabel: Record<ReferralState, string> = {
  waiting: '待到店',
  earned: '奖励发放中',
  held: '奖励核实中',
  rewarded: '奖励已到账',
  refused: '不符合条件',
  lapsed: '已过期',
};

/** Why an invitation cannot be taken. */
export const referralProblems = [
  'closed',
  'self',
  'same_phone',
  'same_plate',
  'same_vin',
  'known_person',
  'known_car',
  'brought_inviter',
  'taken_person',
  'taken_car',
  'limit',
] as const;
export type ReferralProblem = (typeof referralProblems)[number];
export const referralProblemText: Record<ReferralProblem, string> = {
  closed: '这家门店的老带新活动已结束。',
  self: '不能邀请自己哦，把它分享给朋友吧。',
  same_phone: '您和邀请人用的是同一个手机号，不能参加。',
  same_plate: '这个车牌已登记在邀请人名下，不能参加。',
  same_vin: '这辆车已登记在邀请人名下，不能参加。',
  known_person: '您已经是我们的老朋友了，活动只面向第一次到店的车主。',
  known_car: '这辆车在我们这里有过服务记录，活动只面向第一次到店的车。',
  brought_inviter: '是您先邀请了这位朋友，双方不能互相邀请。',
  taken_person: '您已经接受过一次邀请了。',
  taken_car: '这辆车已经接受过一次邀请了。',
  limit: '邀请人的名额已满，您可以直接预约到店。',
};

/** What somebody without a car wants to be called about. */
export const referralWishes = ['test_drive', 'visit'] as const;
export type ReferralWish = (typeof referralWishes)[number];
export const referralWishLabel: Record<ReferralWish, string> = { test_drive: '预约试驾', visit: '到店看看' };
