import type { StoreView } from '@cheban/contracts';

export type SpecialDay = StoreView['specialDays'][number];

/** The list without a day. */
export const daysWithout = (days: readonly SpecialDay[], on: string): SpecialDay[] =>
  days.filter((day) => day.on !== on);

/** The list with a day added or replaced, by date. `before`: the date it stood at when it was opened. */
export const daysWith = (days: readonly SpecialDay[], next: SpecialDay, before = next.on): SpecialDay[] =>
  [...daysWithout(daysWithout(days, before), next.on), next].sort((a, b) => a.on.localeCompare(b.on));
