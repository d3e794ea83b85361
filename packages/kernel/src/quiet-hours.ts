/** Quiet hours: the time of night in which care and marketing messages wait. */
import { addDays } from './business-date.js';
import {
  atShanghai,
  businessDate,
  clockMinutes,
  type Instant,
  MINUTE_MS,
  timeOfDay,
} from './business-time.js';

/** Clock times in Shanghai, `HH:MM`. Quiet from `from` (included) to `to` (excluded); may cross midnight. */
export interface QuietHours {
  from: string;
  to: string;
}

/** The default of the house: nothing between nine in the evening and half past eight. */
export const DEFAULT_QUIET_HOURS: QuietHours = { from: '21:00', to: '08:30' };

/** True when the instant lies in the quiet hours. Equal ends mean that there are none. */
export function isQuiet(instant: Instant, hours: QuietHours): boolean {
  const [from, to] = [clockMinutes(hours.from) * MINUTE_MS, clockMinutes(hours.to) * MINUTE_MS];
  const time = timeOfDay(instant);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** The instant itself when it is allowed, else the end of the quiet hours it lies in. */
export function deferOutOfQuietHours(instant: Instant, hours: QuietHours): Instant {
  if (!isQuiet(instant, hours)) return instant;
  const date = businessDate(instant);
  const end = atShanghai(date, hours.to);
  return end > instant ? end : atShanghai(addDays(date, 1), hours.to);
}
