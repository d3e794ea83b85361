import type { StaffActivityView, StaffSessionView } from '@cheban/contracts';
import { monthEnd, monthStart, weekday } from '@cheban/kernel';
import { addDays, type BusinessDate, dateOfInstant } from '../../shared/format/time.js';

/** A session on a calendar. */
export interface CalendarEntry {
  activity: StaffActivityView;
  session: StaffSessionView;
}

/** Whole weeks from Monday to Sunday that cover the month. */
export function weeksOf(month: string): BusinessDate[][] {
  const first = monthStart(`${month}-01`);
  const last = monthEnd(first);
  const weeks: BusinessDate[][] = [];
  // weekday: 1 Monday … 7 Sunday.
  for (let day = addDays(first, 1 - weekday(first)); day <= last; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(day, index)));
  return weeks;
}

/** Sessions by the day on which they begin, the earliest first. */
export function entriesByDay(activities: readonly StaffActivityView[]): Map<BusinessDate, CalendarEntry[]> {
  const days = new Map<BusinessDate, CalendarEntry[]>();
  const all = activities.flatMap((activity) => activity.sessions.map((session) => ({ activity, session })));
  all.sort((a, b) => a.session.startsAt.localeCompare(b.session.startsAt));
  for (const entry of all) {
    const on = dateOfInstant(entry.session.startsAt);
    days.set(on, [...(days.get(on) ?? []), entry]);
  }
  return days;
}
