import type { OwnerDetail, TimelineItem } from '@cheban/contracts';
import type { Tone } from './ui/tag.js';

/** Words that the contracts keep beside schemas: repeated here by type, so that the pages carry no schema library. */

export type CustomerGroup = OwnerDetail['vehicles'][number]['group'];
export const groupLabel: Record<CustomerGroup, string> = {
  active: '有效客户',
  at_risk: '拟流失',
  lost: '流失客户',
  never: '未进厂',
};
export const groupTone: Record<CustomerGroup, Tone> = {
  active: 'green',
  at_risk: 'amber',
  lost: 'red',
  never: 'grey',
};
export const customerGroups = Object.keys(groupLabel) as CustomerGroup[];

export type TimelineKind = TimelineItem['kind'];
export const timelineLabel: Record<TimelineKind, string> = {
  service: '维修记录',
  booking: '预约',
  visit: '到店',
  message: '消息',
  rating: '评价',
  case: '投诉',
  consent: '授权',
  call: '电话',
};
export const timelineKinds = Object.keys(timelineLabel) as TimelineKind[];
