import type { CareTrigger } from '@cheban/contracts';
import { type CareDue, type CareEvent, careHolidayLabel, isDated } from '@cheban/contracts/constants';
import { dayWords } from '../../shared/format/time.js';

/** What reminder rules are called on the screens. Pure: no framework, no fetching. */

const careDueLabel: Record<CareDue, string> = {
  first_service: '首保到期',
  service: '保养到期',
  warranty: '质保到期',
  insurance: '车险到期',
  inspection: '年检到期',
  licence: '驾驶证到期',
  birthday: '生日',
  silence: '最后一次到店',
  declined: '建议项目到期',
};

const careEventLabel: Record<CareEvent, string> = {
  booking_requested: '提交预约',
  booking_confirmed: '预约确认',
  booking_changed: '预约改期',
  booking_cancelled: '预约取消',
  booking: '预约时间',
  waiting_offer: '候补等到空位',
  slot_offer: '发出邀约',
  visit_checked_in: '接车',
  visit_progress: '每一步开始',
  visit_delayed: '交车时间调整',
  visit_quote: '报价提出',
  visit_ready: '爱车备好',
  visit: '到店',
  visit_thanked: '到店（近期已评价过）',
  rating_reminder: '交车几天仍未评价',
  rescue_progress: '救援有进展',
  weather: '天气预警发布',
  weather_change: '天气预警提前解除',
  weather_over: '天气预警解除',
  activity_signed_up: '报名成功',
  activity: '活动时间',
  activity_changed: '活动变更',
  activity_cancelled: '活动取消',
  activity_offer: '候补等到名额',
  improvement: '改进见效',
  campaign: '开抢',
  campaign_asked: '临近开抢',
  payout_waiting: '奖励等着收款',
  payout_paid: '奖励到账',
  coupon_expiring: '卡券快到期',
  card_invited: '收到家人的邀请',
  card_expiring: '服务卡快到期',
};

/** The day that the stages of a rule count from: `车险到期`, `春节`, `交车`. */
export function sayAnchor(trigger: CareTrigger): string {
  switch (trigger.type) {
    case 'due':
      return careDueLabel[trigger.due];
    case 'holiday':
      return careHolidayLabel[trigger.holiday];
    case 'since_sold':
      return '交车';
    case 'on_date':
      return dayWords(trigger.on);
    case 'event':
      return careEventLabel[trigger.event];
  }
}

/** Where a stage stands to the day it counts from: `提前 14 天`, `当天`, `之后 7 天`; for new cars `交车后第 3 天`. */
export function sayOffset(trigger: CareTrigger, offset: number): string {
  if (offset === 0) return trigger.type === 'event' && !isDated(trigger) ? '发生时' : '当天';
  if (offset < 0) return `提前 ${-offset} 天`;
  if (trigger.type === 'since_sold') return `交车后第 ${offset} 天`;
  if (trigger.type === 'due' && trigger.due === 'silence') return `${offset} 天没来`;
  return `之后 ${offset} 天`;
}

/** An hour can be chosen, unless it is said as soon as it happens. */
export const hasHour = (trigger: CareTrigger) =>
  trigger.type !== 'event' || isDated(trigger) || trigger.event === 'weather_over';

/** How long a stage may still be told: `7 天内`, `6 小时内`. */
export function sayValid(days: number): string {
  return days < 1 ? `${Math.round(days * 24)} 小时内` : `${Number(days.toFixed(2))} 天内`;
}

/** Groups of the rule list, in the order in which staff think of them. */
export const ruleGroups = ['due', 'new_car', 'wish', 'weather', 'visit', 'activity', 'custom'] as const;
export type RuleGroup = (typeof ruleGroups)[number];
export const ruleGroupLabel: Record<RuleGroup, string> = {
  due: '到期提醒',
  new_car: '新车关怀',
  wish: '祝福与节日',
  weather: '天气',
  visit: '预约与到店',
  activity: '活动与改进',
  custom: '自定义',
};
export const ruleGroupHint: Record<RuleGroup, string> = {
  due: '临近或超过日期时提醒，办好了自动停止。',
  new_car: '交车后按天陪车主熟悉新车。',
  wish: '生日和节日的问候，祝福里不带优惠。',
  weather: '当地发布预警时提醒一次。',
  visit: '跟着预约和到店走，属于服务消息。',
  activity: '养护学堂、活动、抢红包、卡券和奖励的通知；车主提的意见改好了，也说一声。',
  custom: '本集团或门店自己写的提醒。',
};

const groupOfEvent: Record<CareEvent, RuleGroup> = {
  booking_requested: 'visit',
  booking_confirmed: 'visit',
  booking_changed: 'visit',
  booking_cancelled: 'visit',
  booking: 'visit',
  waiting_offer: 'visit',
  slot_offer: 'visit',
  visit_checked_in: 'visit',
  visit_progress: 'visit',
  visit_delayed: 'visit',
  visit_quote: 'visit',
  visit_ready: 'visit',
  visit: 'visit',
  visit_thanked: 'visit',
  rating_reminder: 'visit',
  rescue_progress: 'visit',
  weather: 'weather',
  weather_change: 'weather',
  weather_over: 'weather',
  activity_signed_up: 'activity',
  activity: 'activity',
  activity_changed: 'activity',
  activity_cancelled: 'activity',
  activity_offer: 'activity',
  improvement: 'activity',
  campaign: 'activity',
  campaign_asked: 'activity',
  payout_waiting: 'activity',
  payout_paid: 'activity',
  coupon_expiring: 'activity',
  card_invited: 'activity',
  card_expiring: 'activity',
};

/** The group a rule stands in. `custom`: written by staff, not one of the built-in ones. */
export function groupOfRule(rule: { trigger: CareTrigger; custom: boolean }): RuleGroup {
  if (rule.custom) return 'custom';
  const { trigger } = rule;
  if (trigger.type === 'since_sold') return 'new_car';
  if (trigger.type === 'holiday') return 'wish';
  if (trigger.type === 'event') return groupOfEvent[trigger.event];
  if (trigger.type === 'due') return trigger.due === 'birthday' ? 'wish' : 'due';
  return 'custom';
}
