import type { BookingConflict, ServiceKind } from '@cheban/contracts';
import { businessDate } from '@cheban/kernel';
import { type OpeningRules, openDay } from './slots.js';

interface Block {
  readonly from: number;
  readonly to: number;
}

/** What the calendars say now, as far as bookings could meet it. Instants are milliseconds. */
export interface Calendars {
  rules: OpeningRules;
  /** Closures by bay; a bay that is missing is not in use any more. */
  bays: ReadonlyMap<string, readonly Block[]>;
  /** Leave and skills by person; somebody who is missing has left the store. */
  crew: ReadonlyMap<string, { readonly leaves: readonly Block[]; readonly kinds: readonly ServiceKind[] }>;
}

const meets = (blocks: readonly Block[], from: number, to: number) =>
  blocks.some((block) => block.from < to && from < block.to);

/**
 * Why a booking no longer fits; empty if it does. Leave, hours and closures never break a booking: it stands until
 * somebody moves it, and this is what tells them.
 */
export function conflictsOf(
  booking: {
    startsAt: number;
    endsAt: number;
    bayId: string;
    advisorId: string;
    technicianId: string | null;
    kind: ServiceKind | null;
  },
  calendars: Calendars,
): BookingConflict[] {
  const { startsAt: from, endsAt: to, kind } = booking;
  const found = new Set<BookingConflict>();
  const day = openDay(calendars.rules, businessDate(from));
  if (day.opens === null || day.closes === null) found.add('closed');
  else if (from < day.opens || to > day.closes) found.add('outside_hours');
  else if (day.pause !== null && from < day.pause.to && day.pause.from < to) found.add('break');
  const bay = calendars.bays.get(booking.bayId);
  if (bay === undefined) found.add('bay_gone');
  else if (meets(bay, from, to)) found.add('bay_closed');
  for (const [id, leave] of [
    [booking.advisorId, 'advisor_leave'],
    [booking.technicianId, 'technician_leave'],
  ] as const) {
    if (id === null) continue;
    const person = calendars.crew.get(id);
    if (person === undefined) found.add('staff_gone');
    else {
      if (meets(person.leaves, from, to)) found.add(leave);
      if (kind !== null && person.kinds.length > 0 && !person.kinds.includes(kind)) found.add('skill');
    }
  }
  return [...found];
}
