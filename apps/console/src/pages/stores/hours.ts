import type { StoreView } from '@cheban/contracts';

export type Hours = StoreView['hours'][number];

export const weekdayLabel = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Seven days, Monday first; a day that the store has not named is closed. */
export function weekOf(hours: readonly Hours[]): Hours[] {
  return weekdayLabel.map(
    (_, index) =>
      hours.find((entry) => entry.weekday === index + 1) ?? {
        weekday: index + 1,
        opensAt: null,
        closesAt: null,
        breakFrom: null,
        breakTo: null,
      },
  );
}

/** Days that were changed here since they were shown. */
export function changedDays(shown: readonly Hours[], mine: readonly Hours[]): Hours[] {
  return mine.filter((day, index) => JSON.stringify(day) !== JSON.stringify(shown[index]));
}

/** What was changed here stays; every other day is as it is stored now. */
export function freshWeek(
  shown: readonly Hours[],
  mine: readonly Hours[],
  stored: readonly Hours[],
): Hours[] {
  const kept = changedDays(shown, mine);
  return stored.map((day) => kept.find(({ weekday }) => weekday === day.weekday) ?? day);
}

/** A day whose times cannot be, and what to do about it. */
export interface WrongDay {
  weekday: number;
  text: string;
}

const right = (from: string | null, to: string | null) =>
  from !== null && to !== null && CLOCK.test(from) && CLOCK.test(to) && to > from;

/** The first day whose times cannot be, in words, or null. A break lies inside the opening hours. */
export function wrongDay(week: readonly Hours[]): WrongDay | null {
  for (const { weekday, opensAt, closesAt, breakFrom, breakTo } of week) {
    if (opensAt === null && closesAt === null) continue;
    const day = weekdayLabel[weekday - 1] ?? '';
    if (!right(opensAt, closesAt)) return { weekday, text: `${day}的打烊时间要晚于开门时间。` };
    if (breakFrom === null && breakTo === null) continue;
    if (!right(breakFrom, breakTo)) return { weekday, text: `${day}的午休结束要晚于午休开始。` };
    if ((breakFrom ?? '') <= (opensAt ?? '') || (breakTo ?? '') >= (closesAt ?? ''))
      return { weekday, text: `${day}的午休要在营业时间之内。` };
  }
  return null;
}
