import type { DueView } from '@cheban/contracts';
import { sayKm, sayNumber } from '@/shared/format/number';
import type { Tone } from '@/shared/theme/palette';

/** The due line, ready to show: "定期保养 还有约 480 公里 · 预计 12月6日". */
export interface DueWords {
  readonly title: string;
  readonly prefix: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string;
  readonly tone: Tone;
  /** Says the urgency in a word, because colour alone does not. */
  readonly tag: string | null;
}

const soonDays = 14;

/**
 * Words for what is due next. Kilometres lead when they decide, days otherwise; what is past is said plainly. The reason
 * carries the date, so it is not said twice.
 */
export function sayDue(due: DueView): DueWords {
  const late = due.daysLeft < 0 || (due.reason === 'km' && due.kmLeft !== null && due.kmLeft < 0);
  const tone: Tone = late ? 'red' : due.daysLeft <= soonDays ? 'amber' : 'brand';
  const tag = late ? '已到期' : due.daysLeft <= soonDays ? '快到了' : null;
  const common = { title: due.title, tone, tag };
  if (due.reason === 'km' && due.kmLeft !== null) {
    const [value, unit] = sayKm(Math.abs(due.kmLeft)).split(' ') as [string, string];
    return {
      ...common,
      prefix: late ? '已超出约' : '还有约',
      value,
      unit,
      note: due.why,
    };
  }
  const value = sayNumber(Math.abs(due.daysLeft));
  if (due.daysLeft === 0) return { ...common, prefix: '就在', value: '今天', unit: '', note: due.why };
  return { ...common, prefix: late ? '已过' : '还有', value, unit: '天', note: due.why };
}
