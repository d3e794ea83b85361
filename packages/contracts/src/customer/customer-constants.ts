/** By the gap since the last paid visit, in service cycles. */
export const customerGroups = ['active', 'at_risk', 'lost', 'never'] as const;
export type CustomerGroup = (typeof customerGroups)[number];
export const customerGroupLabel: Record<CustomerGroup, string> = {
  active: '有效客户',
  at_risk: '拟流失',
  lost: '流失客户',
  never: '未进厂',
};

/** What the timeline of a person is made of. */
export const timelineKinds = [
  'service',
  'booking',
  'visit',
  'message',
  'rating',
  'case',
  'rescue',
  'consent',
  'call',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];
export const timelineKindLabel: Record<TimelineKind, string> = {
  service: '维修记录',
  booking: '预约',
  visit: '到店',
  message: '消息',
  rating: '评价',
  case: '投诉',
  rescue: '救援',
  consent: '授权',
  call: '电话',
};
