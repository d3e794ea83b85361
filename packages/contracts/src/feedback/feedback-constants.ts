/** Ratings and complaint cases, with their Chinese words. No zod: screens carry this file. */
import type { StaffRole } from '../access.js';

/** Whose limit a role has when it makes something good; an administrator stands in for the manager. */
export const makeGoodLimits = {
  advisor: 'advisorFen',
  care: 'careFen',
  manager: 'managerFen',
  admin: 'managerFen',
} as const satisfies Partial<Record<StaffRole, string>>;

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

/** Tags offered for a rating of few stars; the others are offered above it. */
const badTags = [
  'waited_long',
  'late_hand_over',
  'unclear_price',
  'not_fixed',
  'unfriendly',
  'dirty_car',
  'pushy_selling',
] as const;
const goodTags = ['friendly', 'fast', 'clear_explanation', 'clean_lounge'] as const;
export const ratingTags = [...badTags, ...goodTags] as const;
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
export const badRatingTags: readonly RatingTag[] = badTags;

/** Three stars or less, or an NPS of six or less (a detractor), opens a complaint case; `nps` null: not answered. */
const BAD_STARS = 3;
const BAD_NPS = 6;
export const areFewStars = (stars: number): boolean => stars <= BAD_STARS;
export const isBadScore = ({
  stars,
  nps,
}: {
  readonly stars: number;
  readonly nps: number | null;
}): boolean => areFewStars(stars) || (nps !== null && nps <= BAD_NPS);

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

/** What a complaint was about, so that the most frequent can be removed. */
export const caseCauses = [
  'waiting',
  'late',
  'price',
  'quality',
  'attitude',
  'cleanliness',
  'selling',
  'explanation',
  'parts',
  'other',
] as const;
export type CaseCause = (typeof caseCauses)[number];
export const caseCauseLabel: Record<CaseCause, string> = {
  waiting: '等待太久',
  late: '交车延误',
  price: '价格不透明',
  quality: '维修质量',
  attitude: '服务态度',
  cleanliness: '车辆清洁',
  selling: '过度推销',
  explanation: '讲解不清',
  parts: '配件缺货',
  other: '其他',
};
/** Causes that a tick in a rating names by itself. */
export const causeOfTag: Partial<Record<RatingTag, CaseCause>> = {
  waited_long: 'waiting',
  late_hand_over: 'late',
  unclear_price: 'price',
  not_fixed: 'quality',
  unfriendly: 'attitude',
  dirty_car: 'cleanliness',
  pushy_selling: 'selling',
};

export const ownerAnswers = ['solved', 'not_solved'] as const;
export type OwnerAnswer = (typeof ownerAnswers)[number];
export const ownerAnswerLabel: Record<OwnerAnswer, string> = {
  solved: '车主确认已解决',
  not_solved: '车主表示未解决',
};

/** A make-good 补偿 for what went wrong: granted at once within the limit of the role, else decided by another person. */
export const makeGoodStates = ['waiting', 'granted', 'refused', 'withdrawn'] as const;
export type MakeGoodState = (typeof makeGoodStates)[number];
export const makeGoodStateLabel: Record<MakeGoodState, string> = {
  waiting: '待店总审批',
  granted: '已补偿',
  refused: '未通过',
  withdrawn: '已撤回',
};
export const makeGoodKinds = ['cash_off', 'free_item'] as const;
export type MakeGoodKind = (typeof makeGoodKinds)[number];
export const makeGoodKindLabel: Record<MakeGoodKind, string> = {
  cash_off: '代金券',
  free_item: '免费项目',
};

/** Pictures that an owner may add to a rating, and anybody to one step of a complaint case. */
export const MAX_RATING_PHOTOS = 6;
export const MAX_STEP_PHOTOS = 9;

export const improvementStates = ['open', 'effective', 'ineffective'] as const;
export type ImprovementState = (typeof improvementStates)[number];
export const improvementStateLabel: Record<ImprovementState, string> = {
  open: '进行中',
  effective: '有效果',
  ineffective: '没有效果',
};
