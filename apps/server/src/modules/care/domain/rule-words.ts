/** A reminder rule in words, for lists and audits. Pure. */
import { isDated } from '@cheban/contracts/constants';
import type { CareRuleBody } from './care-rule.js';

const dueNames: Record<string, string> = {
  first_service: '首保到期',
  service: '保养到期',
  warranty: '出保',
  insurance: '车险到期',
  inspection: '年检到期',
  licence: '驾驶证到期',
  birthday: '生日',
  silence: '最后一次到店',
  declined: '建议项目到期',
};
const holidayNames: Record<string, string> = {
  spring_festival: '春节',
  mid_autumn: '中秋节',
  national_day: '国庆节',
};
const eventNames: Record<string, string> = {
  booking_requested: '车主提交预约',
  booking_confirmed: '预约确认',
  booking_changed: '预约改期',
  booking_cancelled: '预约取消',
  booking: '预约到店',
  waiting_offer: '候补等到空位',
  slot_offer: '邀约空闲时段',
  visit_checked_in: '接车',
  visit_progress: '作业、质检、洗车开始',
  visit_delayed: '交车时间调整',
  visit_quote: '报价提出或再次提醒',
  visit_ready: '爱车备好',
  visit: '交车',
  visit_thanked: '交车（不邀评）',
  rating_reminder: '交车几天后仍未评价',
  rescue_progress: '救援接单、出发、到达、取消',
  weather: '天气预警',
  weather_change: '预警提前解除',
  weather_over: '恶劣天气解除',
  activity_signed_up: '活动报名',
  activity: '活动',
  activity_changed: '活动变更',
  activity_cancelled: '活动取消',
  activity_offer: '活动候补等到名额',
  improvement: '意见改进见效',
  campaign: '开抢',
  campaign_asked: '临近开抢',
  payout_waiting: '奖励待收款',
  payout_paid: '奖励到账',
  coupon_expiring: '卡券快到期',
  card_invited: '家人邀请共用服务卡',
  card_expiring: '服务卡快到期',
};

function subjectOf(trigger: CareRuleBody['trigger']): string {
  switch (trigger.type) {
    case 'due':
      return dueNames[trigger.due] ?? '';
    case 'holiday':
      return holidayNames[trigger.holiday] ?? '';
    case 'event':
      return eventNames[trigger.event] ?? '';
    case 'since_sold':
      return '交车';
    case 'on_date':
      return `${Number(trigger.on.slice(5, 7))}月${Number(trigger.on.slice(8))}日`;
  }
}

/** A longer series is told by its first days. */
const SERIES = 4;

/** For instance `保养到期前 14 天、前 3 天、后 7 天`; `生日当天`; `活动取消时`; `交车后 3 天、后 10 天、后 20 天等 7 次`. */
export function sayWhen({ trigger, stages }: Pick<CareRuleBody, 'trigger' | 'stages'>): string {
  const same = trigger.type === 'event' && !isDated(trigger) ? '时' : '当天';
  const days = [...stages]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset }) => (offset === 0 ? same : `${offset < 0 ? '前' : '后'} ${Math.abs(offset)} 天`));
  if (trigger.type === 'on_date') return subjectOf(trigger);
  const told =
    days.length > SERIES ? `${days.slice(0, SERIES - 1).join('、')}等 ${days.length} 次` : days.join('、');
  return `${subjectOf(trigger)}${told}`;
}

/** What an edition changes, as names of its parts; for the audit. */
export function sayChanges(before: CareRuleBody | null, after: CareRuleBody): string {
  if (before === null) return '新建';
  const parts: readonly [string, (body: CareRuleBody) => unknown][] = [
    ['名称', ({ name }) => name],
    ['触发条件', ({ trigger }) => trigger],
    ['时间', ({ stages, tellAt }) => [tellAt, stages.map(({ offset, validDays }) => [offset, validDays])]],
    [
      '文案',
      ({ stages, actionLabel }) => [
        actionLabel,
        stages.map(({ title, body, short }) => [title, body, short]),
      ],
    ],
    ['渠道', ({ channels }) => channels],
    ['人群', ({ audience }) => audience],
    ['带上的活动', ({ campaignId }) => campaignId],
    ['消息类别', ({ kind, class: messageClass }) => [kind, messageClass]],
  ];
  const changed = parts.filter(([, part]) => JSON.stringify(part(before)) !== JSON.stringify(part(after)));
  return changed.length === 0 ? '未改内容' : changed.map(([name]) => name).join('、');
}

const channelNames: Record<string, string> = {
  subscribe: '小程序订阅消息',
  official_account: '公众号模板消息',
  sms: '短信',
  inbox: '站内消息',
  call_task: '电话任务',
};
export const sayChannel = (channel: string) => channelNames[channel] ?? channel;
