import type { MyDayView, StaffBookingView } from '@cheban/contracts';
import { isExpected } from '@cheban/contracts/constants';

export const dayFilters = ['confirm', 'arriving', 'late'] as const;
export type DayFilter = (typeof dayFilters)[number];

const byTime = (a: StaffBookingView, b: StaffBookingView) => a.startsAt.localeCompare(b.startsAt);

/**
 * Bookings to show for a filter, in order of time. Requests of other days stand first without a filter too: they wait
 * for an answer today, for those who may give it. Cancelled ones are left out unless nothing else is asked for.
 */
export function agendaOf(
  day: MyDayView,
  filter: DayFilter | undefined,
  mayAnswer: boolean,
): StaffBookingView[] {
  if (filter === 'confirm') return [...day.toConfirm].sort(byTime);
  if (filter === 'late') return day.bookings.filter((booking) => booking.late).sort(byTime);
  if (filter === 'arriving') return day.bookings.filter(({ state }) => isExpected(state)).sort(byTime);
  const here = new Set(day.bookings.map((booking) => booking.id));
  const elsewhere = mayAnswer ? day.toConfirm.filter((booking) => !here.has(booking.id)) : [];
  return [
    ...elsewhere.sort(byTime),
    ...day.bookings.filter((entry) => entry.state !== 'cancelled').sort(byTime),
  ];
}
