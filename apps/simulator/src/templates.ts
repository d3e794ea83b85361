// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the carrier's own mark of a variable.

/** A message template as registered with the account. */
export type Template = {
  id: string;
  kind: 'subscribe' | 'template';
  title: string;
  /** Template key → the word shown beside the value, in the order of the card. */
  keys: Readonly<Record<string, string>>;
};

/** An SMS template as filed with the carrier; `${name}` marks a variable. */
export type SmsTemplate = {
  code: string;
  kind: 'verification' | 'notice' | 'promotion';
  text: string;
};

const serviceDue = { thing1: '车型', car_number2: '车牌', date3: '建议日期', thing4: '提醒原因' };
const booking = { thing1: '门店', time2: '预约时间', car_number3: '车牌', thing4: '服务项目' };
const visit = { car_number1: '车牌', phrase2: '进度', time3: '预计交车', thing4: '说明' };
const rating = { thing1: '门店', time2: '完成时间', thing3: '服务项目' };
const activity = { thing1: '活动名称', time2: '活动时间', thing3: '地点', thing4: '说明' };
const told = { thing1: '门店', thing2: '处理结果', date3: '日期' };
const weather = { thing1: '预警', time2: '持续到', thing3: '温馨提示' };

/** What both accounts have on a fresh start. */
export const DEFAULT_TEMPLATES: readonly Template[] = [
  { id: 'sub-service-due', kind: 'subscribe', title: '保养提醒', keys: serviceDue },
  { id: 'sub-booking', kind: 'subscribe', title: '预约成功通知', keys: booking },
  { id: 'sub-booking-changed', kind: 'subscribe', title: '预约变更通知', keys: booking },
  { id: 'sub-visit', kind: 'subscribe', title: '维修进度通知', keys: visit },
  { id: 'sub-booking-reminder', kind: 'subscribe', title: '预约到店提醒', keys: booking },
  { id: 'sub-weather', kind: 'subscribe', title: '天气预警提醒', keys: weather },
  { id: 'sub-waiting', kind: 'subscribe', title: '候补到位提醒', keys: booking },
  { id: 'sub-activity', kind: 'subscribe', title: '活动报名提醒', keys: activity },
  { id: 'sub-activity-changed', kind: 'subscribe', title: '活动变更通知', keys: activity },
  { id: 'sub-campaign', kind: 'subscribe', title: '活动提醒', keys: activity },
  { id: 'sub-payout', kind: 'subscribe', title: '奖励领取提醒', keys: activity },
  { id: 'sub-told', kind: 'subscribe', title: '意见处理结果', keys: told },
  { id: 'sub-rating', kind: 'subscribe', title: '服务评价邀请', keys: rating },
  { id: 'tpl-service-due', kind: 'template', title: '保养提醒', keys: serviceDue },
  { id: 'tpl-booking', kind: 'template', title: '预约成功通知', keys: booking },
  { id: 'tpl-booking-changed', kind: 'template', title: '预约变更通知', keys: booking },
  { id: 'tpl-visit', kind: 'template', title: '维修进度通知', keys: visit },
  { id: 'tpl-booking-reminder', kind: 'template', title: '预约到店提醒', keys: booking },
  { id: 'tpl-weather', kind: 'template', title: '天气预警提醒', keys: weather },
  { id: 'tpl-waiting', kind: 'template', title: '候补到位提醒', keys: booking },
  { id: 'tpl-activity', kind: 'template', title: '活动报名提醒', keys: activity },
  { id: 'tpl-activity-changed', kind: 'template', title: '活动变更通知', keys: activity },
  { id: 'tpl-told', kind: 'template', title: '意见处理结果', keys: told },
  { id: 'tpl-rating', kind: 'template', title: '服务完成通知', keys: rating },
];

export const DEFAULT_SMS_TEMPLATES: readonly SmsTemplate[] = [
  {
    code: 'SMS_LOGIN_CODE',
    kind: 'verification',
    text: '您的验证码是 ${code}，5 分钟内有效，请勿告诉他人。',
  },
  {
    code: 'SMS_SERVICE_DUE',
    kind: 'notice',
    text: '您的爱车 ${plate} ${reason}，建议 ${date} 前到${store}保养，可在微信小程序里预约。',
  },
  {
    code: 'SMS_BOOKING',
    kind: 'notice',
    text: '您已预约 ${time} 到${store}，车牌 ${plate}，项目：${service}。',
  },
  { code: 'SMS_VISIT', kind: 'notice', text: '您的爱车 ${plate} ${step}，预计 ${time} 可取车。' },
  { code: 'SMS_RATING', kind: 'notice', text: '感谢您到${store}，服务已完成，欢迎在微信小程序里评价。' },
  { code: 'SMS_CAMPAIGN', kind: 'promotion', text: '${store}：${text}。拒收请回复R' },
];

/** The content of a template as WeChat lists it: `车型:{{thing1.DATA}}\n…`. */
export function contentOf(template: Template): string {
  return Object.entries(template.keys)
    .map(([key, label]) => `${label}:{{${key}.DATA}}\n`)
    .join('');
}
