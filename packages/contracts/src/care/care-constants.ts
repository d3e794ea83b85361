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
  'booking',
  'visit',
  'weather',
  'weather_over',
  'activity_signed_up',
  'activity',
  'activity_changed',
  'activity_cancelled',
  'improvement',
  'campaign',
  'campaign_asked',
] as const;
export type CareEvent = (typeof careEvents)[number];
/** Their day is known beforehand: staff choose how many days before it one reminds. */
export const datedEvents: readonly CareEvent[] = ['booking', 'activity', 'campaign'];
/** Nobody shall stand before a closed door: these rules may be reworded, but neither paused nor stopped. */
export const alwaysTold: readonly CareEvent[] = ['activity_changed', 'activity_cancelled'];

/** What these functions look at of a trigger; a `CareTrigger` fits. */
export interface TriggerLike {
  readonly type: string;
  readonly event?: string;
}
const isAmong = (list: readonly CareEvent[], { type, event }: TriggerLike) =>
  type === 'event' && (list as readonly string[]).includes(event ?? '');
export const isDated = (trigger: TriggerLike) => isAmong(datedEvents, trigger);
export const isAlwaysTold = (trigger: TriggerLike) => isAmong(alwaysTold, trigger);

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
const ofActivities: readonly CareVariable[] = ['why', 'topic', 'date', 'place', 'store', 'phone'];
/** Waves of red packets. */
const ofCampaigns: readonly CareVariable[] = ['why', 'topic', 'date', 'store', 'phone'];
const ofNews: readonly CareVariable[] = [...ofActivities, 'note'];
const ofEvents: Partial<Record<CareEvent, readonly CareVariable[]>> = {
  activity_signed_up: ofActivities,
  activity: ofActivities,
  activity_changed: ofNews,
  activity_cancelled: ofNews,
  improvement: ['topic', 'note', 'store', 'phone'],
  campaign: ofCampaigns,
  campaign_asked: ofCampaigns,
};

/** Variables that the words of a rule can be filled with. */
export const variablesFor = ({ type, event }: TriggerLike): readonly CareVariable[] =>
  (type === 'event' && ofEvents[event as CareEvent]) || ofCars;
