/** The words of a reminder: why it comes, long and within the twenty characters of a template field. Pure. */
import { type CareDue, careHolidayLabel } from '@cheban/contracts/constants';
import { diffDays, partsOf } from '@cheban/kernel';
import type { EffectiveRule } from './care-rule.js';

export interface DueWords {
  dueOn: string;
  reason: 'date' | 'km';
  /** Kilometres left, negative when driven past; null if it cannot be told. */
  kmLeft: number | null;
}

/** Tens of kilometres: the estimate is not better than that. */
const tens = (km: number) => Math.round(km / 10) * 10;

/** For instance `约剩480公里，12月6日到期`; never more than twenty characters. */
export function shortReason(due: DueWords, today: string): string {
  const { month, day } = partsOf(due.dueOn);
  const daysPast = diffDays(due.dueOn, today);
  if (due.reason === 'km' && due.kmLeft !== null) {
    const km = tens(due.kmLeft);
    return km > 0 ? `约剩${km}公里，${month}月${day}日到期` : `已超保养里程约${-km}公里`;
  }
  return daysPast > 0 ? `已超过建议日期${daysPast}天` : `预计${month}月${day}日到期`;
}

/** `2026年12月6日`. */
export function sayFullDate(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}

/** `12月6日`, with the year if it is not this one. Not `明天`: an inbox is read on another day. */
export function sayDay(date: string, today: string): string {
  const { year, month, day } = partsOf(date);
  return year === partsOf(today).year ? `${month}月${day}日` : `${year}年${month}月${day}日`;
}

type Rule = Pick<EffectiveRule, 'code' | 'body'>;

/** What a due thing is called within a sentence. */
const things: Record<CareDue, (on: string) => string> = {
  first_service: (on) => `首保预计${on}到期`,
  service: (on) => `保养预计${on}到期`,
  insurance: (on) => `车险${on}到期`,
  inspection: (on) => `年检${on}到期`,
  warranty: (on) => `质保${on}到期`,
  licence: (on) => `驾驶证${on}到期`,
  silence: () => '好久没有到店了',
  birthday: () => '生日快乐',
  declined: () => '上次建议的项目还没做',
};

/** `车险12月28日到期`: names a due thing, with the year if it is not this one; at most twenty characters. */
export function nameDue({ body }: Rule, dueOn: string, today: string): string {
  const { trigger } = body;
  if (trigger.type === 'due') return things[trigger.due](sayDay(dueOn, today));
  return trigger.type === 'holiday' && body.kind === 'trip_check'
    ? `${careHolidayLabel[trigger.holiday]}前免费出行检查`
    : body.name;
}

/** Why the owner gets this reminder, without a full stop; empty where the words need no reason. */
export function sayWhy(
  { body }: Rule,
  due: { dueOn: string; lastPaidVisitOn: string | null; advisedTitle: string | null },
  today: string,
): string {
  const on = sayDay(due.dueOn, today);
  const will = due.dueOn < today ? '已于' : '将于';
  const { trigger } = body;
  if (trigger.type === 'holiday') return `${careHolidayLabel[trigger.holiday]}快到了`;
  if (trigger.type === 'since_sold') return `您的爱车已交付 ${Math.max(0, diffDays(due.dueOn, today))} 天`;
  if (trigger.type !== 'due') return '';
  switch (trigger.due) {
    case 'first_service':
      return '您的爱车快到首次保养时间了';
    case 'service':
      return '您的爱车快到保养时间了';
    case 'insurance':
      return `您的车险${will}${on}到期`;
    case 'inspection':
      return `爱车需在${on}前完成年检`;
    case 'warranty':
      return `爱车的三年质保${will}${on}到期`;
    case 'licence':
      return `您的驾驶证${will}${on}到期`;
    case 'silence':
      return due.lastPaidVisitOn === null
        ? '您有一阵子没来了'
        : `您上次到店是${sayFullDate(due.lastPaidVisitOn)}`;
    case 'birthday':
      return '';
    case 'declined':
      return due.advisedTitle === null
        ? '上次到店建议的项目还没有做'
        : `上次到店建议的“${due.advisedTitle}”还没有做`;
  }
}

/** `保养、车险、年检将到期`, for a template field of at most twenty characters. */
export function shortBundle(labels: readonly string[]): string {
  return `${labels.join('、')}将到期`;
}
