/** What brought cars back, with its Chinese words. No zod here. */
export const attributionKinds = ['campaign', 'game', 'coupon', 'referral'] as const;
export type AttributionKind = (typeof attributionKinds)[number];
/** Rows of one kind, the latest first. */
export const MOST_ATTRIBUTED = 50;
export const attributionKindLabel: Record<AttributionKind, string> = {
  campaign: '抢红包',
  game: '答题与抽奖',
  coupon: '卡券',
  referral: '老带新',
};
