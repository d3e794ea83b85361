import { addDays, type BusinessDate, isBusinessDate } from '../../shared/format/time.js';

/** Days of looking back that can be chosen with one tap. */
export const periods = [30, 90, 180, 365] as const;
/** Days in which a visit is put down to what was given. */
export const windows = [7, 14, 30, 60, 90] as const;
const FIRST_PERIOD = 90;
const FIRST_WINDOW = 30;

const asked = <T extends number>(text: string | undefined, allowed: readonly T[], fallback: T): T =>
  allowed.find((value) => String(value) === text) ?? fallback;

/** What the address asks for: by default what began in the last 90 days, with visits within 30 days. */
export function rangeOf(
  get: (name: string) => string | undefined,
  on: BusinessDate,
): { from: BusinessDate; to: BusinessDate; days: number } {
  const days = asked(get('days'), windows, FIRST_WINDOW);
  const [from, to] = [get('from'), get('to')];
  if (from && to && isBusinessDate(from) && isBusinessDate(to) && from <= to) return { from, to, days };
  return { from: addDays(on, -asked(get('last'), periods, FIRST_PERIOD)), to: on, days };
}
