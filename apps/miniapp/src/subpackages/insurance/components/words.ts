import type { CarInsuranceView } from '@cheban/contracts';
import type { Tone } from '@/shared/theme/palette';

export interface EndWords {
  /** The one number, or the word that stands for it. */
  readonly value: string;
  readonly unit: string;
  readonly tone: Exclude<Tone, 'neutral'>;
  /** What it means and what to do. */
  readonly note: string;
}

/** How long a car is still insured; look.md's borders of 30 and 7 days. */
export function sayEnd(daysLeft: CarInsuranceView['daysLeft']): EndWords {
  if (daysLeft === null)
    return {
      value: '未登记',
      unit: '',
      tone: 'brand',
      note: '到店时出示保单，顾问帮您补上，到期前会提醒您。',
    };
  if (daysLeft < 0)
    return { value: '已过期', unit: '', tone: 'red', note: '脱保期间出险无法理赔，也不能上路，请尽快续保。' };
  if (daysLeft === 0)
    return { value: '今天到期', unit: '', tone: 'red', note: '过了今天就没有保障了，请现在联系门店续保。' };
  const tone = daysLeft <= 7 ? 'red' : daysLeft <= 30 ? 'amber' : 'brand';
  const note =
    daysLeft <= 30
      ? '建议这几天办好，以免脱保影响上路和理赔。'
      : '到期前两个月起会提醒您，提前比较几家更从容。';
  return { value: String(daysLeft), unit: '天后到期', tone, note };
}
