/** The short reason of a reminder, for template fields of at most twenty characters. Pure. */
import { diffDays, partsOf } from '@cheban/kernel';

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
