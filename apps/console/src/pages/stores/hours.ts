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

/** Weekday (1..7) of the first day whose times cannot be, or null. */
export function wrongDay(week: readonly Hours[]): number | null {
  const wrong = week.find(({ opensAt, closesAt }) => {
    if (opensAt === null && closesAt === null) return false;
    if (opensAt === null || closesAt === null) return true;
    return !CLOCK.test(opensAt) || !CLOCK.test(closesAt) || closesAt <= opensAt;
  });
  return wrong?.weekday ?? null;
}
