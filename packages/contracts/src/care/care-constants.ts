/** Literals of care rules and audiences, with their Chinese words. No zod: screens carry this file. */

/** Due things of a car or its owner that have a date of their own. */
export const careDues = [
  'first_service',
  'service',
  'warranty',
  'insurance',
  'inspection',
  'licence',
  'birthday',
  'silence',
  /** Work that the owner put off: from the day on which it is asked again. */
  'declined',
] as const;
export type CareDue = (typeof careDues)[number];

/** What the due list of the staff can be narrowed to: due things that have a day of their own and end with a visit or a paper. */
export const dueKinds = [
  'first_service',
  'service',
  'insurance',
  'inspection',
  'warranty',
  'licence',
] as const satisfies readonly CareDue[];
export type DueKind = (typeof dueKinds)[number];
export const dueKindLabel: Record<DueKind, string> = {
  first_service: '首保',
  service: '保养',
  insurance: '车险',
  inspection: '年检',
  warranty: '质保',
  licence: '驾驶证',
};

export const careHolidays = ['spring_festival', 'mid_autumn', 'national_day'] as const;
export type CareHoliday = (typeof careHolidays)[number];
export const careHolidayLabel: Record<CareHoliday, string> = {
  spring_festival: '春节',
  mid_autumn: '中秋节',
  national_day: '国庆节',
};

/** Things that happen, and that a rule may speak of: the stage's offset counts from them. */
export const careEvents = [
  'booking_requested',
  'booking_confirmed',
  'booking_changed',
  'booking_cancelled',
  'booking',
  'waiting_offer',
  'slot_offer',
  'visit_checked_in',
  'visit_progress',
  'visit_delayed',
  'visit_quote',
  'visit_ready',
  'visit',
  'visit_thanked',
  'rescue_progress',
  'rating_reminder',
  'weather',
  'weather_change',
  'weather_over',
  'activity_signed_up',
  'activity',
  'activity_changed',
  'activity_cancelled',
  'activity_offer',
  'improvement',
  'campaign',
  'campaign_asked',
  'payout_waiting',
  'payout_paid',
  'coupon_expiring',
  'card_invited',
  'card_expiring',
] as const;
export type CareEvent = (typeof careEvents)[number];
/** Their day is known beforehand: staff choose how many days before it one reminds. */
export const datedEvents: readonly CareEvent[] = ['booking', 'activity', 'campaign'];
/**
 * Nobody shall stand before a closed door: these rules may be reworded, but neither paused nor stopped. Each says why, in
 * Chinese, to staff who look for the switch.
 */
export const alwaysTold: Partial<Record<CareEvent, string>> = {
  booking_requested: '车主提交了预约，要有回音',
  booking_confirmed: '车主等着知道预约有没有约上',
  booking_changed: '不知道改了时间，车主会白跑一趟',
  booking_cancelled: '不知道取消了，车主会白跑一趟',
  waiting_offer: '空位只为车主留一会儿，不知道就错过了',
  slot_offer: '时段已经为车主留着，要让车主知道',
  visit_checked_in: '爱车交给了我们，车主要有凭据',
  visit_delayed: '不知道改了交车时间，车主会白跑一趟',
  visit_quote: '车主不点同意，就不能施工',
  visit_ready: '车主等着来取车',
  rescue_progress: '车主在路上等着，要知道谁来、几时到',
  weather_change: '听过预警的车主，要知道预警已经解除',
  activity_changed: '不知道有变更，报名的车主会白跑一趟',
  activity_cancelled: '不知道取消了，报名的车主会白跑一趟',
  activity_offer: '名额只为车主留一会儿，不知道就错过了',
  payout_waiting: '钱已经是车主的，过时会退回',
};

/** What these functions look at of a trigger; a `CareTrigger` fits. */
export interface TriggerLike {
  readonly type: string;
  readonly event?: string;
}
export const isDated = ({ type, event }: TriggerLike) =>
  type === 'event' && (datedEvents as readonly string[]).includes(event ?? '');
/** Why a rule may not be switched off, in Chinese without a full stop; null if it may. */
export const whyAlwaysTold = ({ type, event }: TriggerLike): string | null =>
  (type === 'event' && alwaysTold[event as CareEvent]) || null;

export const careRuleStates = ['on', 'off', 'paused'] as const;
export type CareRuleState = (typeof careRuleStates)[number];
export const careRuleStateLabel: Record<CareRuleState, string> = { on: '启用', off: '停用', paused: '暂停' };

/** Whose words are in force. */
export const careRuleSources = ['built_in', 'group', 'store'] as const;
export const careRuleSourceLabel: Record<(typeof careRuleSources)[number], string> = {
  built_in: '系统默认',
  group: '集团规则',
  store: '本店规则',
};

/** Figures of a funnel, each counted among those of the one before it; all are numbers of messages planned. */
export const funnelSteps = ['planned', 'reachable', 'sent', 'opened', 'booked', 'arrived'] as const;
export type FunnelStep = (typeof funnelSteps)[number];
export const funnelStepLabel: Record<FunnelStep, string> = {
  planned: '计划',
  reachable: '可触达',
  sent: '已发送',
  opened: '已点开',
  booked: '已预约',
  arrived: '已到店',
};

/** Of one edition of a rule. */
export const careVersionStates = ['draft', 'submitted', 'live', 'rejected', 'replaced'] as const;
export type CareVersionState = (typeof careVersionStates)[number];
export const careVersionStateLabel: Record<CareVersionState, string> = {
  draft: '草稿',
  submitted: '待审批',
  live: '生效中',
  rejected: '已退回',
  replaced: '已被新版替换',
};

/** Words in braces that a rule's text may use; each is filled for the owner and car when the message is made. */
export const careVariables = [
  'why',
  'owner',
  'model',
  'date',
  'days',
  'store',
  'phone',
  'advisor',
  'service',
  'step',
  'amount',
  'topic',
  'place',
  'note',
] as const;
export type CareVariable = (typeof careVariables)[number];
export const careVariableLabel: Record<CareVariable, string> = {
  why: '原因说明',
  owner: '车主称呼',
  model: '车型',
  date: '日期',
  days: '剩余天数',
  store: '门店',
  phone: '门店电话',
  advisor: '专属顾问',
  service: '服务项目',
  step: '进度',
  amount: '金额',
  topic: '主题',
  place: '地点',
  note: '门店说明',
};

const ofCars: readonly CareVariable[] = [
  'why',
  'owner',
  'model',
  'date',
  'days',
  'store',
  'phone',
  'advisor',
];
const ofBookings: readonly CareVariable[] = ['service', 'date', 'store', 'phone', 'advisor'];
const ofPayouts: readonly CareVariable[] = ['amount', 'topic', 'date', 'store', 'phone'];
const ofActivities: readonly CareVariable[] = ['why', 'topic', 'date', 'place', 'store', 'phone'];
/** Waves of red packets. */
const ofCampaigns: readonly CareVariable[] = ['why', 'topic', 'date', 'store', 'phone'];
/** Coupons and service cards of a person. */
const ofWallet: readonly CareVariable[] = ['why', 'topic', 'date', 'store', 'phone'];
const ofOffers: readonly CareVariable[] = ['why', 'service', 'date', 'store', 'phone'];
const ofNews: readonly CareVariable[] = [...ofActivities, 'note'];
const ofEvents: Partial<Record<CareEvent, readonly CareVariable[]>> = {
  booking_requested: ofBookings,
  booking_confirmed: ofBookings,
  booking_changed: ['why', ...ofBookings],
  booking_cancelled: ['why', ...ofBookings],
  waiting_offer: ofOffers,
  slot_offer: ofOffers,
  visit_checked_in: ['why', 'service', 'date', 'store', 'phone'],
  visit_progress: ['why', 'step', 'service', 'date', 'store', 'phone'],
  visit_delayed: ['service', 'date', 'store', 'phone', 'note'],
  visit_quote: ['why', 'step', 'service', 'store', 'phone'],
  visit_ready: ['service', 'store', 'phone'],
  visit_thanked: ['why', 'service', 'store', 'phone'],
  rating_reminder: ['service', 'store', 'phone'],
  rescue_progress: ['why', 'step', 'service', 'store', 'phone'],
  weather_change: ['why', 'date', 'store', 'phone'],
  activity_signed_up: ofActivities,
  activity: ofActivities,
  activity_changed: ofNews,
  activity_cancelled: ofNews,
  activity_offer: ofActivities,
  improvement: ['topic', 'note', 'store', 'phone'],
  campaign: ofCampaigns,
  campaign_asked: ofCampaigns,
  payout_waiting: [...ofPayouts, 'step'],
  payout_paid: ofPayouts.filter((name) => name !== 'date'),
  coupon_expiring: ofWallet,
  card_invited: ['why', 'topic', 'store', 'phone'],
  card_expiring: ofWallet,
};

/** Variables that the words of a rule can be filled with. */
export const variablesFor = ({ type, event }: TriggerLike): readonly CareVariable[] =>
  (type === 'event' && ofEvents[event as CareEvent]) || ofCars;
