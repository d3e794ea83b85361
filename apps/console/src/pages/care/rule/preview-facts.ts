import type { CareRuleBody } from '@cheban/contracts';
import { type CareDue, type CareVariable, careHolidayLabel, sampleOf } from '@cheban/contracts/constants';
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
  /** Name of a warning. */
  weather: string;
  /** Of a visit, as WeChat's phrase fields want it. */
  phrase: string;
}

function whyOf({ trigger }: Pick<CareRuleBody, 'trigger'>, offset: number, day: string): string {
  if (trigger.type === 'due') return dueWhy[trigger.due](day);
  if (trigger.type === 'holiday') return `${careHolidayLabel[trigger.holiday]}快到了`;
  if (trigger.type === 'event') return sampleOf(trigger.event).why;
  return trigger.type === 'since_sold' ? `您的爱车已交付 ${Math.max(offset, 0)} 天` : '';
}

function shortOf({ trigger, kind, name }: Facts, day: string): string {
  if (trigger.type === 'due') return dueShort[trigger.due](day);
  if (trigger.type === 'holiday' && kind === 'trip_check')
    return `${careHolidayLabel[trigger.holiday]}前免费出行检查`;
  if (trigger.type === 'event') return sampleOf(trigger.event).short;
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
  const sample = sampleOf(event ?? 'activity');
  return {
    time: `${sayFull(on)} 10:00`,
    weather: sample.weather,
    phrase: sample.phrase,
    plate: '晋A·64B28',
    fullDate: sayFull(on),
    autoShort: shortOf(rule, day),
    fullModel: '广汽丰田 凯美瑞',
    variables: {
      why: whyOf(rule, offset, day),
      owner: '王建国先生',
      model: '凯美瑞',
      date: sample.hour ? `${day} 上午 10:00` : day,
      days: String(Math.abs(offset)),
      store: store.name,
      phone: store.phone,
      advisor,
      service: sample.service,
      step: sample.step,
      amount: sample.amount,
      topic: sample.topic,
      place: sample.place,
      note: sample.note,
    },
  };
}
