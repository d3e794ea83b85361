/** Literals of call and follow-up tasks, with their Chinese words. No zod: screens carry this file. */

export const followUpKinds = [
  'care_call',
  'sale_day_3',
  'sale_day_7',
  'sale_month_1',
  'service_day_3',
  'no_show',
  'rating_call',
  'case_call',
  'estimate_call',
  'custom',
] as const;
export type FollowUpKind = (typeof followUpKinds)[number];
export const followUpKindLabel: Record<FollowUpKind, string> = {
  care_call: '到期电话提醒',
  sale_day_3: '新车 3 天回访',
  sale_day_7: '新车 7 天回访',
  sale_month_1: '新车满月回访',
  service_day_3: '维修 3 天回访',
  no_show: '未到店回访',
  rating_call: '评价回访',
  case_call: '投诉回访',
  estimate_call: '报价确认电话',
  custom: '其他电话',
};

/** `waiting`: to be tried again later. */
export const followUpStates = ['open', 'waiting', 'done', 'unreached', 'cancelled'] as const;
export type FollowUpState = (typeof followUpStates)[number];
export const followUpStateLabel: Record<FollowUpState, string> = {
  open: '待拨打',
  waiting: '待再拨',
  done: '已完成',
  unreached: '未联系上',
  cancelled: '已取消',
};

export const followUpOutcomes = [
  'reached',
  'booked',
  'no_answer',
  'call_back',
  'later',
  'done_elsewhere',
  'sold',
  'complaint',
  'refused',
  'wrong_number',
] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];
export const followUpOutcomeLabel: Record<FollowUpOutcome, string> = {
  reached: '已沟通',
  booked: '已预约',
  no_answer: '无人接听',
  call_back: '约定再打',
  later: '过些天再提醒',
  done_elsewhere: '已在别处办理',
  sold: '车已卖出',
  complaint: '有不满',
  refused: '不愿沟通',
  wrong_number: '号码有误',
};

/** Half of the day in which the owner is likely to answer. */
export const bestTimes = ['any', 'morning', 'afternoon', 'evening'] as const;
export type BestTime = (typeof bestTimes)[number];
export const bestTimeLabel: Record<BestTime, string> = {
  any: '工作时间均可',
  morning: '上午 9:00–12:00',
  afternoon: '下午 14:00–18:00',
  evening: '傍晚 18:00–20:00',
};
