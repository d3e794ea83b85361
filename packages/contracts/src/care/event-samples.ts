/** What may have happened, as long as nothing has: fills the words that an editor shows and a test send says. No zod. */
import type { CareEvent } from './care-constants.js';

export interface EventSample {
  /** For `{why}`, without a full stop. */
  readonly why: string;
  /** The service, the class, or the cause that was removed. */
  readonly topic: string;
  readonly place: string;
  /** What staff have written to it; empty where nobody writes anything. */
  readonly note: string;
  /** The line on the card where the rule leaves it to us: at most twenty characters. */
  readonly short: string;
  /** Name of the warning, for the weather's template. */
  readonly weather: string;
}

const SERVICE = '定期保养';
const CLASS = '养护学堂';
const SEE = '详情请点开查看';
const PACKETS = '周末红包雨';
const place = '二楼客户休息区';
const weather = '暴雨橙色预警';
const common = { topic: CLASS, place, note: '', short: SEE, weather };

const samples: Record<CareEvent, EventSample> = {
  booking: { ...common, why: `您预约了上午 10:00 的${SERVICE}`, topic: SERVICE },
  visit: { ...common, why: `爱车的${SERVICE}已完成`, topic: SERVICE },
  weather: { ...common, why: `本市发布${weather}`, short: '减速慢行，遇积水请绕行' },
  weather_over: { ...common, why: '暴雨已经过去', short: '雨后涉水，建议来店检查' },
  activity_signed_up: { ...common, why: `您已报名“${CLASS}”，连您共 2 位` },
  activity: { ...common, why: `您已报名“${CLASS}”，连您共 2 位` },
  activity_changed: { ...common, why: `您已报名“${CLASS}”`, note: '讲师临时有事', short: SEE },
  activity_cancelled: { ...common, why: `您已报名“${CLASS}”`, note: '天气不好', short: SEE },
  campaign: { ...common, why: `门店请您来抢红包：“${PACKETS}”`, topic: PACKETS, short: '点开即可参加' },
  campaign_asked: {
    ...common,
    why: `门店请您来抢红包：“${PACKETS}”`,
    topic: PACKETS,
    short: '点开即可参加',
  },
  improvement: {
    ...common,
    why: '',
    topic: '等候时间长',
    note: '交车前先试车，再请您验车',
    short: '交车前先试车，再请您验车',
  },
};

/** One thing of the kind that may happen; always the same. */
export const sampleOf = (event: CareEvent): EventSample => samples[event];
