/** What may have happened, as long as nothing has: fills the words that an editor shows and a test send says. No zod. */
import type { CareEvent } from './care-constants.js';

export interface EventSample {
  /** For `{why}`, without a full stop. */
  readonly why: string;
  /** The service, the class, the campaign, or the cause that was removed. */
  readonly topic: string;
  readonly service: string;
  /** Of the car in the workshop, or of money that waits. */
  readonly step: string;
  /** The same in the five characters of WeChat's phrase fields. */
  readonly phrase: string;
  readonly amount: string;
  readonly place: string;
  /** What staff have written to it; empty where nobody writes anything. */
  readonly note: string;
  /** The line on the card where the rule leaves it to us: at most twenty characters. */
  readonly short: string;
  /** Name of the warning, for the weather's template. */
  readonly weather: string;
  /** `{date}` says the hour too. */
  readonly hour: boolean;
}

const SERVICE = '定期保养';
const CLASS = '养护学堂';
const SEE = '详情请点开查看';
const PACKETS = '周末红包雨';
const place = '二楼客户休息区';
const weather = '暴雨橙色预警';
const common = {
  topic: CLASS,
  service: SERVICE,
  step: '技师已开始作业',
  phrase: '维修中',
  amount: '¥8.88',
  place,
  note: '',
  short: SEE,
  weather,
  hour: true,
};
const ofVisits = { ...common, topic: SERVICE };
const ready = '预计今天下午 4:00 可取车';
const packets = { ...common, why: `门店请您来抢红包：“${PACKETS}”`, topic: PACKETS, short: '点开即可参加' };

const samples: Record<CareEvent, EventSample> = {
  booking_requested: { ...ofVisits, why: '', short: '等门店确认' },
  booking_confirmed: { ...ofVisits, why: '', short: '到店报车牌即可' },
  booking_changed: { ...ofVisits, why: `您的${SERVICE}预约已改到明天上午 10:00`, short: '预约时间已更改' },
  booking_cancelled: { ...ofVisits, why: `您明天上午 10:00 的${SERVICE}预约已取消`, short: '预约已取消' },
  booking: { ...ofVisits, why: `您预约了上午 10:00 的${SERVICE}`, hour: false },
  waiting_offer: { ...ofVisits, why: '已为您保留到上午 10:30' },
  slot_offer: { ...ofVisits, why: '保留到上午 10:30' },
  visit_checked_in: { ...ofVisits, why: ready, phrase: '已接车', short: SERVICE },
  visit_progress: { ...ofVisits, why: `技师正在为您的爱车作业，${ready}`, short: SERVICE },
  visit_delayed: { ...ofVisits, why: '', phrase: '时间调整', note: '等待配件', short: '等待配件' },
  visit_quote: {
    ...ofVisits,
    why: '检查发现建议做“更换前刹车片”，¥680',
    step: '有一项建议请您决定',
    phrase: '待您确认',
    short: '更换前刹车片 ¥680',
  },
  visit_ready: { ...ofVisits, why: '', phrase: '可取车', short: `${SERVICE}已完成` },
  visit: { ...ofVisits, why: `爱车的${SERVICE}已完成`, hour: false },
  visit_thanked: { ...ofVisits, why: `爱车的${SERVICE}已完成` },
  rating_reminder: { ...ofVisits, why: '' },
  rescue_progress: {
    ...common,
    why: '救援师傅正在赶来，预计今天下午 4:00 到达',
    topic: '拖车',
    service: '拖车',
    step: '救援师傅正在赶来',
    phrase: '正在赶来',
    short: '预计 16:00 到达',
  },
  weather: { ...common, why: `本市发布${weather}`, short: '减速慢行，遇积水请绕行', hour: false },
  weather_change: {
    ...common,
    why: `${weather}已解除，您明天上午 10:00 的预约照常`,
    short: '预约照常，门店等您',
    weather: `${weather}解除`,
  },
  weather_over: { ...common, why: '暴雨已经过去', short: '雨后涉水，建议来店检查', hour: false },
  activity_signed_up: { ...common, why: `您已报名“${CLASS}”，连您共 2 位` },
  activity: { ...common, why: `您已报名“${CLASS}”，连您共 2 位` },
  activity_changed: { ...common, why: `您已报名“${CLASS}”`, note: '讲师临时有事', short: SEE },
  activity_cancelled: { ...common, why: `您已报名“${CLASS}”`, note: '天气不好', short: SEE },
  activity_offer: { ...common, why: '已为您保留到今天 18:00', short: '保留到 18:00' },
  campaign: packets,
  campaign_asked: packets,
  payout_waiting: { ...packets, why: '', step: '等您收款', short: '¥8.88 待收款，过时自动退回' },
  payout_paid: { ...packets, why: '', short: '¥8.88 已到账' },
  coupon_expiring: {
    ...common,
    why: '“保养代金券”后天到期，另有 2 张也快到期',
    topic: '保养代金券',
    short: '快到期了，到店出示券码即可用',
    hour: false,
  },
  card_invited: {
    ...common,
    why: '王女士邀请您一起用“基础保养五次卡”，还有 3 次',
    topic: '基础保养五次卡',
    short: '家人邀请您一起用',
    hour: false,
  },
  card_expiring: {
    ...common,
    why: '“基础保养五次卡”还有 3 次没用，下个月到期',
    topic: '基础保养五次卡',
    short: '还有 3 次没用',
    hour: false,
  },
  improvement: {
    ...common,
    hour: false,
    why: '',
    topic: '等候时间长',
    note: '交车前先试车，再请您验车',
    short: '交车前先试车，再请您验车',
  },
};

/** One thing of the kind that may happen; always the same. */
export const sampleOf = (event: CareEvent): EventSample => samples[event];
