import { addDays, holidayName, MINUTE_MS, type OpeningCalendar, openWindow } from '@cheban/kernel';
import { type Taken, UNIT_MS } from './taken.js';

/** Slots start every half hour. */
export const SLOT_MS = 30 * MINUTE_MS;

export type OpeningRules = OpeningCalendar;

export interface OpenDay {
  /** Milliseconds; null if the store is closed. */
  opens: number | null;
  closes: number | null;
  holiday: string | null;
}

/** Opening hours of a business date, by the rule of kernel's `openWindow`, and the name of its holiday. */
export function openDay(rules: OpeningRules, on: string): OpenDay {
  const window = openWindow(on, rules);
  return { opens: window?.from ?? null, closes: window?.to ?? null, holiday: holidayName(on) };
}

/** Starts of the quarter hours that a service of `minutes` from `start` takes. */
export function unitsOf(start: number, minutes: number): number[] {
  return Array.from({ length: Math.ceil(minutes / 15) }, (_, index) => start + index * UNIT_MS);
}

export interface SlotInput {
  rules: OpeningRules;
  from: string;
  days: number;
  minutes: number;
  bayIds: readonly string[];
  /** The wished advisor alone, or every advisor. */
  advisorIds: readonly string[];
  taken: Taken;
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

/** A slot is free if a bay of the kind and an advisor are free for the whole duration, within opening hours. */
export function findSlots(input: SlotInput): SlotDay[] {
  const earliest = input.now + input.leadMinutes * MINUTE_MS;
  const result: SlotDay[] = [];
  for (let index = 0; index < input.days; index += 1) {
    const on = addDays(input.from, index);
    if (on > input.lastDay) break;
    const { opens, closes, holiday } = openDay(input.rules, on);
    const slots: SlotDay['slots'] = [];
    if (opens !== null && closes !== null) {
      for (let start = opens; start + input.minutes * MINUTE_MS <= closes; start += SLOT_MS) {
        if (start < earliest) continue;
        const units = unitsOf(start, input.minutes);
        const free =
          input.bayIds.some((id) => input.taken.isFree(id, units)) &&
          input.advisorIds.some((id) => input.taken.isFree(id, units));
        slots.push({ start, free });
      }
    }
    result.push({ on, holiday, open: opens !== null, slots });
  }
  return result;
}

/**
 * Pairs of bay and advisor that are free, best first: advisors with the least work that day (fair "any"), then bays
 * in their order. The caller tries them one by one: only the unique key decides.
 */
export function candidates(input: {
  units: readonly number[];
  bayIds: readonly string[];
  advisorIds: readonly string[];
  taken: Taken;
}): { bayId: string; advisorId: string }[] {
  const advisors = input.advisorIds
    .filter((id) => input.taken.isFree(id, input.units))
    .sort((a, b) => input.taken.load(a) - input.taken.load(b));
  const bays = input.bayIds.filter((id) => input.taken.isFree(id, input.units));
  return advisors.flatMap((advisorId) => bays.map((bayId) => ({ bayId, advisorId })));
}
