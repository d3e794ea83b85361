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
  'talk_delivery',
  'talk_first_visit',
  'talk_quarter',
  'talk_nps',
  'home_visit',
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
  talk_delivery: '交车面访',
  talk_first_visit: '首次到店面访',
  talk_quarter: '季度面访',
  talk_nps: 'NPS 调研前面访',
  home_visit: '家访',
  custom: '其他电话',
};

/** Talks face to face: interviews and home visits. They have their own outcomes, and answers that are kept. */
export const talkKinds = [
  'talk_delivery',
  'talk_first_visit',
  'talk_quarter',
  'talk_nps',
  'home_visit',
] as const satisfies readonly FollowUpKind[];
export type TalkKind = (typeof talkKinds)[number];
export const isTalk = (kind: FollowUpKind): kind is TalkKind =>
  (talkKinds as readonly FollowUpKind[]).includes(kind);

/** Talks that a manager plans; the others come by themselves. */
export const plannedTalkKinds = ['talk_quarter', 'talk_nps'] as const satisfies readonly TalkKind[];
export type PlannedTalkKind = (typeof plannedTalkKinds)[number];

/** How a sample of owners is drawn, so that each group is heard. */
export const talkSplits = ['model', 'age'] as const;
export type TalkSplit = (typeof talkSplits)[number];
export const talkSplitLabel: Record<TalkSplit, string> = { model: '按车型', age: '按车龄' };

/** Years since the sale: from, and before. */
export const ageBands = [
  { key: '0-1', from: 0, before: 1, label: '1 年以内' },
  { key: '1-3', from: 1, before: 3, label: '1–3 年' },
  { key: '3-5', from: 3, before: 5, label: '3–5 年' },
  { key: '5-', from: 5, before: 100, label: '5 年以上' },
] as const;

/** Satisfaction from 1 to 10; at this and below a complaint case is proposed. */
export const lowTalkScore = 6;
/** What is asked in each talk. */
export const talkQuestions = {
  satisfaction: '总体满意度，从 1 到 10 分您打几分？',
  improve: '我们最该改进的是什么？',
  other: '还有什么想对我们说的？',
} as const;

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
  'met',
  'put_off',
  'absent',
  'declined',
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
  met: '已面谈',
  put_off: '改约时间',
  absent: '没见到车主',
  declined: '不愿接受',
};

/** What may come of a talk face to face, the usual first. */
export const talkOutcomes = [
  'met',
  'put_off',
  'absent',
  'declined',
  'sold',
] as const satisfies readonly FollowUpOutcome[];

/** Half of the day in which the owner is likely to answer. */
export const bestTimes = ['any', 'morning', 'afternoon', 'evening'] as const;
export type BestTime = (typeof bestTimes)[number];
export const bestTimeLabel: Record<BestTime, string> = {
  any: '工作时间均可',
  morning: '上午 9:00–12:00',
  afternoon: '下午 14:00–18:00',
  evening: '傍晚 18:00–20:00',
};
