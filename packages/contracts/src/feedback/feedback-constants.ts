/** Ratings and complaint cases, with their Chinese words. No zod: screens carry this file. */

export const ratingTouchpoints = [
  'booking',
  'reception',
  'time',
  'quality',
  'explanation',
  'hand_over',
] as const;
export type RatingTouchpoint = (typeof ratingTouchpoints)[number];
export const ratingTouchpointLabel: Record<RatingTouchpoint, string> = {
  booking: '预约',
  reception: '接待',
  time: '时效',
  quality: '维修质量',
  explanation: '讲解',
  hand_over: '交车',
};

export const ratingTags = [
  'waited_long',
  'late_hand_over',
  'unclear_price',
  'not_fixed',
  'unfriendly',
  'dirty_car',
  'pushy_selling',
  'friendly',
  'fast',
  'clear_explanation',
  'clean_lounge',
] as const;
export type RatingTag = (typeof ratingTags)[number];
export const ratingTagLabel: Record<RatingTag, string> = {
  waited_long: '等待太久',
  late_hand_over: '交车晚了',
  unclear_price: '价格不清楚',
  not_fixed: '问题没解决',
  unfriendly: '态度不好',
  dirty_car: '洗车不干净',
  pushy_selling: '推销过多',
  friendly: '热情周到',
  fast: '准时高效',
  clear_explanation: '讲解清楚',
  clean_lounge: '环境舒适',
};
/** Tags offered for a rating of at most three stars; the others are offered above it. */
export const badRatingTags: readonly RatingTag[] = ratingTags.slice(0, 7);

export const caseStates = ['open', 'working', 'waiting_owner', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];
export const caseStateLabel: Record<CaseState, string> = {
  open: '待处理',
  working: '处理中',
  waiting_owner: '待车主确认',
  closed: '已关闭',
};
export const caseLevels = ['normal', 'serious', 'critical'] as const;
export type CaseLevel = (typeof caseLevels)[number];
export const caseLevelLabel: Record<CaseLevel, string> = {
  normal: '一般',
  serious: '严重',
  critical: '重大',
};
