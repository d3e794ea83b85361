import { type ReferralState, type ReferralWish, referralWishLabel } from '@cheban/contracts/constants';
import { businessDate, sayDate } from '@cheban/kernel';

/** Who is called back, and when, for an invited person without a car. */
export const wishText = (wish: ReferralWish, storeName: string) =>
  `您想${referralWishLabel[wish]}，已告诉${storeName || '门店'}，顾问会在一个工作日内给您打电话。`;

/** What comes next, for the person who invited. */
export function inviterText(state: ReferralState, until: number, now: number): string {
  const by = sayDate(businessDate(until), businessDate(now));
  switch (state) {
    case 'waiting':
      return `等朋友${by}前首次到店消费，奖励就会到账。`;
    case 'earned':
      return '朋友已到店，奖励正在发放。';
    case 'held':
      return '朋友已到店，门店核实后发放奖励。';
    case 'rewarded':
      return '奖励已放进您的卡包，谢谢您的推荐。';
    case 'refused':
      return '这次邀请不符合活动规则，没有奖励。';
    case 'lapsed':
      return '朋友没有在期限内到店，邀请已过期。';
  }
}

/** The same for the friend. */
export function inviteeText(state: ReferralState, until: number, now: number): string {
  const by = sayDate(businessDate(until), businessDate(now));
  switch (state) {
    case 'waiting':
      return `${by}前首次到店消费后，礼遇自动放进您的卡包。`;
    case 'earned':
      return '欢迎您！礼遇正在发放。';
    case 'held':
      return '欢迎您！门店核实后为您发放礼遇。';
    case 'rewarded':
      return '礼遇已放进您的卡包，到店出示即可使用。';
    case 'refused':
      return '这次邀请不符合活动规则，如有疑问请联系门店。';
    case 'lapsed':
      return '邀请已过期，仍欢迎您随时到店。';
  }
}
