import type { CareRuleBody } from '@cheban/contracts';
import {
  type CareDue,
  type CareEvent,
  type CareVariable,
  careHolidayLabel,
} from '@cheban/contracts/constants';
import { addDays, type BusinessDate, today } from '../../../shared/format/time.js';

/** An owner and a car to fill the words of a rule with while it is written. Pure but for today's date. */

const sayDay = (on: BusinessDate) => `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
const sayFull = (on: BusinessDate) => `${on.slice(0, 4)}年${sayDay(on)}`;

const dueWhy: Record<CareDue, (on: string) => string> = {
  first_service: (on) => `按购车日期，首保预计${on}到期`,
  service: (on) => `按您的用车节奏，预计${on}到保养时间，还有约480公里`,
  warranty: (on) => `爱车的三年质保将于${on}到期`,
  insurance: (on) => `您的车险将于${on}到期`,
  inspection: (on) => `爱车需在${on}前完成年检`,
  licence: (on) => `您的驾驶证将于${on}到期`,
  birthday: () => '',
  silence: () => '您有一阵子没来了',
  declined: () => '上次到店建议的“更换前刹车片”还没有做',
};
const dueShort: Record<CareDue, (on: string) => string> = {
  first_service: (on) => `首保预计${on}到期`,
  service: (on) => `约剩480公里，${on}到期`,
  warranty: (on) => `质保${on}到期`,
  insurance: (on) => `车险${on}到期`,
  inspection: (on) => `年检${on}到期`,
  licence: (on) => `驾驶证${on}到期`,
  birthday: () => '生日快乐',
  silence: () => '好久没有到店了',
  declined: () => '上次建议的项目还没做',
};

export interface PreviewFacts {
  variables: Record<CareVariable, string>;
  /** The line on the card when the rule leaves it to the system. */
  autoShort: string;
  plate: string;
  /** With the brand, as templates want it. */
  fullModel: string;
  /** With the year, as templates want it. */
  fullDate: string;
  /** The same with the hour. */
  time: string;
}

/** Of an activity, a booking or an improvement as it may be. */
const TOPIC = '养护学堂';
const PACKETS = '周末红包雨';
const eventWhy: Partial<Record<CareEvent, string>> = {
  booking: '您预约了上午 10:00 的定期保养',
  visit: '爱车的定期保养已完成',
  weather: '本市发布暴雨橙色预警',
  weather_over: '暴雨已经过去',
  activity_signed_up: `您已报名“${TOPIC}”，连您共 2 位`,
  activity: `您已报名“${TOPIC}”，连您共 2 位`,
  activity_changed: `您已报名“${TOPIC}”`,
  activity_cancelled: `您已报名“${TOPIC}”`,
  campaign: `门店请您来抢红包：“${PACKETS}”`,
  campaign_asked: `门店请您来抢红包：“${PACKETS}”`,
};
const eventNote: Partial<Record<CareEvent, string>> = {
  activity_changed: '讲师临时有事',
  activity_cancelled: '天气不好',
  improvement: '交车前先试车，再请您验车',
};

function whyOf({ trigger }: Pick<CareRuleBody, 'trigger'>, offset: number, day: string): string {
  if (trigger.type === 'due') return dueWhy[trigger.due](day);
  if (trigger.type === 'holiday') return `${careHolidayLabel[trigger.holiday]}快到了`;
  if (trigger.type === 'event') return eventWhy[trigger.event] ?? '';
  return trigger.type === 'since_sold' ? `您的爱车已交付 ${Math.max(offset, 0)} 天` : '';
}

function shortOf({ trigger, kind, name }: Facts, day: string): string {
  if (trigger.type === 'due') return dueShort[trigger.due](day);
  if (trigger.type === 'holiday' && kind === 'trip_check')
    return `${careHolidayLabel[trigger.holiday]}前免费出行检查`;
  if (trigger.type === 'event') return eventNote[trigger.event] ?? '详情请点开查看';
  return name;
}

type Facts = Pick<CareRuleBody, 'trigger' | 'kind' | 'name'>;

/** Facts for one stage of a rule, as if it were told today. */
export function previewFacts(
  rule: Facts,
  offset: number,
  store: { name: string; phone: string },
  advisor: string,
): PreviewFacts {
  const on = rule.trigger.type === 'on_date' ? rule.trigger.on : addDays(today(), Math.max(-offset, 0));
  const day = sayDay(on);
  const event = rule.trigger.type === 'event' ? rule.trigger.event : null;
  const improved = event === 'improvement';
  const packets = event?.startsWith('campaign') === true;
  return {
    time: `${sayFull(on)} 10:00`,
    plate: '晋A·64B28',
    fullDate: sayFull(on),
    autoShort: shortOf(rule, day),
    fullModel: '广汽丰田 凯美瑞',
    variables: {
      why: whyOf(rule, offset, day),
      owner: '王建国先生',
      model: '凯美瑞',
      date: event?.startsWith('activity') || packets ? `${day} 上午 10:00` : day,
      days: String(Math.abs(offset)),
      store: store.name,
      phone: store.phone,
      advisor,
      topic: improved ? '等候时间长' : packets ? PACKETS : TOPIC,
      place: '二楼客户休息区',
      note: (event && eventNote[event]) ?? '',
    },
  };
}
