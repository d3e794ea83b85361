/** Figures of stores (mission H), with their Chinese words. No zod: screens carry this file. */

/** What a month is measured by; each opens the very visits, ratings, cases or bookings behind it. */
export const monthMeasures = [
  'visits',
  'mechanical',
  'body',
  'promised',
  'late',
  'handed_over',
  'rated',
  'unhappy',
  'cases',
  'cases_late',
  'bookings',
  'no_show',
] as const;
export type MonthMeasure = (typeof monthMeasures)[number];
export const monthMeasureLabel: Record<MonthMeasure, string> = {
  visits: '进厂台次',
  mechanical: '机修',
  body: '钣喷',
  promised: '有交车承诺',
  late: '未按时交车',
  handed_over: '交车（可评价）',
  rated: '收到评价',
  unhappy: '不满意',
  cases: '投诉',
  cases_late: '投诉超时',
  bookings: '预约',
  no_show: '爽约',
};

/** By what the output of a month is parted. */
export const outputParts = ['kind', 'advisor', 'model'] as const;
export type OutputPart = (typeof outputParts)[number];
export const outputPartLabel: Record<OutputPart, string> = { kind: '业务', advisor: '顾问', model: '车型' };

/** Whether customers stay: each is a share of a cohort of cars. */
export const loyaltyMeasures = [
  'first_service',
  'second_service',
  'third_service',
  'lost_1',
  'lost_2',
  'lost_3',
  'won_back',
] as const;
export type LoyaltyMeasure = (typeof loyaltyMeasures)[number];
export const loyaltyMeasureLabel: Record<LoyaltyMeasure, string> = {
  first_service: '首保回店率',
  second_service: '首保后再来保养',
  third_service: '第二次保养后再来',
  lost_1: '购车一年后流失',
  lost_2: '购车两年后流失',
  lost_3: '购车三年后流失',
  won_back: '流失招揽回店率',
};

export interface LoyaltyGoal {
  /** Percent; null: the trade knows no number. */
  readonly percent: number | null;
  readonly sense: 'at_least' | 'at_most';
}
/** mission H: loss after 1, 2 and 3 years against 5, 8 and 12 %, first-service return 95 %, good win-back from 11 %. */
export const loyaltyGoals: Record<LoyaltyMeasure, LoyaltyGoal> = {
  first_service: { percent: 95, sense: 'at_least' },
  second_service: { percent: null, sense: 'at_least' },
  third_service: { percent: null, sense: 'at_least' },
  lost_1: { percent: 5, sense: 'at_most' },
  lost_2: { percent: 8, sense: 'at_most' },
  lost_3: { percent: 12, sense: 'at_most' },
  won_back: { percent: 11, sense: 'at_least' },
};

/** Below so many ratings, visits or cars a share says nothing and is not shown as good or bad. */
export const SMALL_SAMPLE = 10;

/** What a store is measured by before it is sorted into a type: never one score alone (mission H). */
export const storeSides = ['satisfaction', 'output', 'return', 'process'] as const;
export type StoreSide = (typeof storeSides)[number];
export const storeSideLabel: Record<StoreSide, string> = {
  satisfaction: '满意度',
  output: '产值',
  return: '回店',
  process: '过程',
};
export const sideGrades = ['met', 'missed', 'unknown'] as const;
export type SideGrade = (typeof sideGrades)[number];

export const storeTypes = ['strong', 'short_of_means', 'weak_in_will', 'unknown'] as const;
export type StoreType = (typeof storeTypes)[number];
export const storeTypeLabel: Record<StoreType, string> = {
  strong: '强店',
  short_of_means: '能力不足',
  weak_in_will: '意愿不足',
  unknown: '数据不足',
};
/** What the group does for a store of each type. */
export const storeSupport: Record<StoreType, readonly string[]> = {
  strong: ['把做法整理成范例，请兄弟店来看', '优先试点新活动与新服务', '给店总和团队公开表扬'],
  short_of_means: [
    '看工位和顾问是否排满，补人、补工位或错峰预约',
    '请强店的顾问驻店带教一个月',
    '集团出资做一场流失招揽或保养卡活动',
  ],
  weak_in_will: [
    '和店总逐项看超时的投诉与失约的交车，定整改期限',
    '回访、评价邀请、承诺时间每周点检',
    '把准时交车和投诉及时率计入当月考核',
  ],
  unknown: ['先补录工单、评价与回访，满三个月再看'],
};
