import { addDays, instantAt } from '../../shared/format/time.js';

export interface PeriodFields {
  fromOn: string;
  fromClock: string | null;
  toOn: string;
  toClock: string | null;
  reason: string;
}

/** The two instants of a period; without clocks whole days in Shanghai, the last one to its end. */
export function periodOf(fields: PeriodFields): { from: string; to: string } {
  return {
    from: instantAt(fields.fromOn, fields.fromClock ?? '00:00'),
    to: fields.toClock ? instantAt(fields.toOn, fields.toClock) : instantAt(addDays(fields.toOn, 1), '00:00'),
  };
}
