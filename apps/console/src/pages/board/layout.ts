import type { BoardView, StaffBookingView } from '@cheban/contracts';
import { clockMinutes, MINUTE_MS, timeOfDay } from '@cheban/kernel';

/** Pure geometry of the day board: minutes of the day, columns, and side-by-side lanes. */

export interface Column {
  id: string;
  name: string;
  note: string;
}
export interface Placed {
  booking: StaffBookingView;
  /** Minutes since midnight in Shanghai. */
  from: number;
  to: number;
  lane: number;
  lanes: number;
}

/** Slots begin on the quarter hour. */
export const STEP_MINUTES = 15;
const FALLBACK = { opensAt: '08:00', closesAt: '18:00' };

const minutesOf = (iso: string) => Math.floor(timeOfDay(Date.parse(iso)) / MINUTE_MS);
/** `24:00` is a closing time, though no clock shows it. */
const closing = (clock: string) => (clock === '24:00' ? 1440 : clockMinutes(clock));

/** Hours the axis spans: opening hours, stretched to bookings outside of them. */
export function axisOf(board: Pick<BoardView, 'opensAt' | 'closesAt' | 'bookings'>): {
  from: number;
  to: number;
} {
  const starts = board.bookings.map((entry) => minutesOf(entry.startsAt));
  const ends = board.bookings.map((entry) => minutesOf(entry.endsAt));
  const from = Math.min(clockMinutes(board.opensAt ?? FALLBACK.opensAt), ...starts);
  const to = Math.max(closing(board.closesAt ?? FALLBACK.closesAt), ...ends);
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** Puts the bookings of one column into lanes so that none covers another. */
export function placeColumn(bookings: readonly StaffBookingView[]): Placed[] {
  const placed: Placed[] = [];
  let cluster: Placed[] = [];
  let clusterEnd = -1;
  const close = () => {
    const lanes = Math.max(0, ...cluster.map((entry) => entry.lane + 1));
    for (const entry of cluster) entry.lanes = lanes;
    cluster = [];
  };
  const sorted = [...bookings].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  for (const booking of sorted) {
    const from = minutesOf(booking.startsAt);
    const to = Math.max(from + STEP_MINUTES, minutesOf(booking.endsAt));
    if (from >= clusterEnd) close();
    const taken = new Set(cluster.filter((entry) => entry.to > from).map((entry) => entry.lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    const entry: Placed = { booking, from, to, lane, lanes: 1 };
    cluster.push(entry);
    placed.push(entry);
    clusterEnd = cluster.length === 1 ? to : Math.max(clusterEnd, to);
  }
  close();
  return placed;
}

/** Minutes of the day at a height in the column, on the quarter hour, kept inside the axis. */
export function minuteAt(
  y: number,
  perMinute: number,
  axis: { from: number; to: number },
  length: number,
): number {
  const raw = axis.from + y / perMinute;
  const snapped = Math.round(raw / STEP_MINUTES) * STEP_MINUTES;
  return Math.min(Math.max(snapped, axis.from), Math.max(axis.from, axis.to - length));
}

/** `570` → `09:30` */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Bookings by hour of the day, for the phone. */
export function byHour(
  bookings: readonly StaffBookingView[],
): { hour: number; bookings: StaffBookingView[] }[] {
  const hours = new Map<number, StaffBookingView[]>();
  for (const booking of [...bookings].sort((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    const hour = Math.floor(minutesOf(booking.startsAt) / 60);
    hours.set(hour, [...(hours.get(hour) ?? []), booking]);
  }
  return [...hours].map(([hour, list]) => ({ hour, bookings: list }));
}
