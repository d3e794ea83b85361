import { describe, expect, it } from 'vitest';
import { changedDays, freshWeek, type Hours, weekOf } from './hours.js';

const day = (weekday: number, opensAt: string | null, closesAt: string | null): Hours => ({
  weekday,
  opensAt,
  closesAt,
  breakFrom: null,
  breakTo: null,
});
const changed = (week: readonly Hours[], ...days: Hours[]) =>
  week.map((old) => days.find(({ weekday }) => weekday === old.weekday) ?? old);

describe('opening hours that two people have open', () => {
  const shown = weekOf([1, 2, 3, 4, 5].map((weekday) => day(weekday, '08:30', '18:00')));

  it('send the days that were changed here, closed ones too, and nothing else', () => {
    expect(changedDays(shown, shown)).toEqual([]);
    const mine = changed(shown, day(2, '09:00', '18:00'), day(5, null, null), day(7, '10:00', '16:00'));
    expect(changedDays(shown, mine)).toEqual([
      day(2, '09:00', '18:00'),
      day(5, null, null),
      day(7, '10:00', '16:00'),
    ]);
  });

  it('keep what is being changed here and show what a colleague saved on the other days', () => {
    const mine = changed(shown, day(2, '09:00', '18:00'));
    const stored = changed(shown, day(2, '08:00', '18:00'), day(6, '09:00', '17:00'));
    const week = freshWeek(shown, mine, stored);
    expect(week).toEqual(changed(shown, day(2, '09:00', '18:00'), day(6, '09:00', '17:00')));
    // Saved from here it says only what was changed here.
    expect(changedDays(stored, week)).toEqual([day(2, '09:00', '18:00')]);
    expect(freshWeek(stored, week, week)).toEqual(week);
  });
});
