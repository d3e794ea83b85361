import { addDays, holidayName, MINUTE_MS, type OpeningCalendar, openWindow } from '@cheban/kernel';
import { Taken, UNIT_MS } from './taken.js';

/** Slots start every half hour. */
export const SLOT_MS = 30 * MINUTE_MS;

export type OpeningRules = OpeningCalendar;

export interface OpenDay {
  /** Milliseconds; null if the store is closed. */
  opens: number | null;
  closes: number | null;
  pause: { from: number; to: number } | null;
  holiday: string | null;
}

/** Opening hours of a business date, by the rule of kernel's `openWindow`, and the name of its holiday. */
export function openDay(rules: OpeningRules, on: string): OpenDay {
  const window = openWindow(on, rules);
  return {
    opens: window?.from ?? null,
    closes: window?.to ?? null,
    pause: window?.pause ?? null,
    holiday: holidayName(on),
  };
}

/** True if [from, to), milliseconds, lies within the opening hours and outside of the break. */
export function fitsInto(day: OpenDay, from: number, to: number): boolean {
  if (day.opens === null || day.closes === null || from < day.opens || to > day.closes) return false;
  return day.pause === null || to <= day.pause.from || from >= day.pause.to;
}

/**
 * Starts of the full quarter hours that a service of `minutes` from `start` touches. Quarters are those of the clock, so
 * that bookings made before and after a change of hours meet on the same rows.
 */
export function unitsOf(start: number, minutes: number): number[] {
  const first = Math.floor(start / UNIT_MS);
  const end = Math.ceil((start + minutes * MINUTE_MS) / UNIT_MS);
  return Array.from({ length: end - first }, (_, index) => (first + index) * UNIT_MS);
}

/** What a service takes, and from whom. */
export interface Resources {
  minutes: number;
  /** Minutes after the service in which the bay stays taken. */
  bufferMinutes: number;
  bayIds: readonly string[];
  /** The wished advisor alone, or every advisor who can do it. */
  advisorIds: readonly string[];
  /** Null if the service takes no technician. */
  technicianIds: readonly string[] | null;
  taken: Taken;
  /** Leave and closures. */
  away: Taken;
}

export interface SlotInput extends Resources {
  rules: OpeningRules;
  from: string;
  days: number;
  now: number;
  leadMinutes: number;
  lastDay: string;
}

export interface SlotDay {
  on: string;
  holiday: string | null;
  open: boolean;
  slots: { start: number; free: boolean }[];
}

/**
 * A slot is free if a bay of the kind, an advisor and, where the service asks for one, a technician are free for the
 * whole duration, the bay for the tidying after it too, within opening hours and outside of the break.
 */
export function findSlots(input: SlotInput): SlotDay[] {
  const earliest = input.now + input.leadMinutes * MINUTE_MS;
  const result: SlotDay[] = [];
  for (let index = 0; index < input.days; index += 1) {
    const on = addDays(input.from, index);
    if (on > input.lastDay) break;
    const day = openDay(input.rules, on);
    const slots: SlotDay['slots'] = [];
    if (day.opens !== null && day.closes !== null) {
      for (let start = day.opens; start + input.minutes * MINUTE_MS <= day.closes; start += SLOT_MS) {
        if (start < earliest || !fitsInto(day, start, start + input.minutes * MINUTE_MS)) continue;
        slots.push({ start, free: isFree(input, start) });
      }
    }
    result.push({ on, holiday: day.holiday, open: day.opens !== null, slots });
  }
  return result;
}

function isFree(input: Resources, start: number): boolean {
  const { taken, away, minutes, bufferMinutes } = input;
  const some = (ids: readonly string[], length: number) =>
    ids.some((id) => taken.isFreeFor(id, start, length) && away.isFreeFor(id, start, length));
  return (
    some(input.bayIds, minutes + bufferMinutes) &&
    some(input.advisorIds, minutes) &&
    (input.technicianIds === null || some(input.technicianIds, minutes))
  );
}

/**
 * Bays, advisors and technicians that are free at a start, each best first: people with the least work that day, then
 * those who were not chosen for the longest time (fair "any"); bays in their order. The caller tries them one by one:
 * only the unique key decides.
 */
export function choices(input: Resources & { start: number; lastChosen?: ReadonlyMap<string, string> }): {
  bayIds: string[];
  advisorIds: string[];
  technicianIds: string[] | null;
} {
  const { start, minutes, bufferMinutes, taken, away } = input;
  const free = (ids: readonly string[], length: number) =>
    ids.filter((id) => taken.isFreeFor(id, start, length) && away.isFreeFor(id, start, length));
  const last = (id: string) => input.lastChosen?.get(id) ?? '';
  const fair = (ids: readonly string[]) =>
    free(ids, minutes).sort((a, b) => {
      const load = taken.load(a) - taken.load(b);
      if (load !== 0) return load;
      return last(a) < last(b) ? -1 : last(a) > last(b) ? 1 : 0;
    });
  return {
    bayIds: free(input.bayIds, minutes + bufferMinutes),
    advisorIds: fair(input.advisorIds),
    technicianIds: input.technicianIds === null ? null : fair(input.technicianIds),
  };
}

/** Times in which something cannot be used, by resource, as `Taken` for [from, to). */
export function awayIn(
  from: number,
  to: number,
  blocks: readonly { resourceId: string; from: number; to: number }[],
): Taken {
  const away = new Taken(from, to);
  for (const block of blocks) away.occupy(block.resourceId, block.from, block.to);
  return away;
}
