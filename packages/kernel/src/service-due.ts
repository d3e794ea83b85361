/** When the next service falls due: by time and by kilometres, at the pace this car has shown. */
import { addDays, addMonths, type BusinessDate, diffDays } from './business-date.js';
import type { Reading } from './mileage.js';

const MIN_SPAN_DAYS = 30;
const ENOUGH_READINGS = 4;
/** Visits within a week (a repair done in two goes) say nothing about the pace. */
const MIN_GAP_DAYS = 7;
/** No prediction reaches further than this; a car that hardly drives comes by its date. */
const HORIZON_DAYS = 3_650;

/**
 * Kilometres a day from good readings (any order): the median of the paces between the latest four that are at
 * least a week apart, reaching further back until they span 30 days. Clamped to 1..300, one decimal. `fallback`
 * (default null) when there is not enough to tell.
 */
export function kmPerDay(readings: readonly Reading[], fallback: number | null = null): number | null {
  const newestFirst = [...readings].sort((a, b) => (a.on === b.on ? b.km - a.km : a.on < b.on ? 1 : -1));
  const used: Reading[] = [];
  let span = 0;
  for (const reading of newestFirst) {
    const [newest, oldest] = [used[0], used[used.length - 1]];
    if (used.length >= ENOUGH_READINGS && span >= MIN_SPAN_DAYS) break;
    if (oldest && diffDays(reading.on, oldest.on) < MIN_GAP_DAYS) continue;
    used.push(reading);
    if (newest) span = diffDays(reading.on, newest.on);
  }
  if (used.length < 2 || span < MIN_SPAN_DAYS) return fallback;
  const slopes: number[] = [];
  used.forEach((late, i) => {
    for (const early of used.slice(i + 1)) slopes.push((late.km - early.km) / diffDays(early.on, late.on));
  });
  slopes.sort((a, b) => a - b);
  const middle = slopes.length / 2;
  const low = slopes[Math.ceil(middle) - 1] ?? 0;
  const high = slopes[Math.floor(middle)] ?? low;
  return Math.round(Math.min(300, Math.max(1, (low + high) / 2)) * 10) / 10;
}

export interface ServiceDueInput {
  /** Last service, or the delivery of a car that has had none; null when unknown. */
  lastServiceOn: BusinessDate | null;
  lastServiceKm: number | null;
  /** The cycle of the brand tier or the store; null switches that side off. */
  everyMonths: number | null;
  everyKm: number | null;
  /** From {@link kmPerDay}; null when unknown. */
  kmPerDay: number | null;
  /** The latest good reading; null takes the last service as the latest. */
  latestReading: Reading | null;
}

export interface ServiceDue {
  /** The earlier of the two, null when neither can be told. On a tie the reason is `date`. */
  dueOn: BusinessDate | null;
  reason: 'date' | 'km' | null;
  byDateOn: BusinessDate | null;
  byKmOn: BusinessDate | null;
  /** The odometer at which the service is due. */
  dueKm: number | null;
  /** Kilometres left on a day at this pace, negative when driven past; null when it cannot be told. */
  kmLeft: (today: BusinessDate) => number | null;
}

/** Predicts the next service: whichever of months and kilometres comes first. */
export function predictDue(input: ServiceDueInput): ServiceDue {
  const { lastServiceOn, lastServiceKm, everyMonths, everyKm } = input;
  const byDateOn =
    lastServiceOn !== null && everyMonths !== null ? addMonths(lastServiceOn, everyMonths) : null;
  const dueKm = lastServiceKm !== null && everyKm !== null ? lastServiceKm + everyKm : null;
  const atService =
    lastServiceOn !== null && lastServiceKm !== null ? { on: lastServiceOn, km: lastServiceKm } : null;
  const from = input.latestReading ?? atService;
  const pace = input.kmPerDay !== null && input.kmPerDay > 0 ? input.kmPerDay : null;

  let byKmOn: BusinessDate | null = null;
  if (dueKm !== null && from) {
    const left = dueKm - from.km;
    // Already driven past: due since the day it was read, whatever the pace.
    if (left <= 0) byKmOn = from.on;
    else if (pace !== null && left / pace <= HORIZON_DAYS) byKmOn = addDays(from.on, Math.floor(left / pace));
  }
  const byKm = byKmOn !== null && (byDateOn === null || byKmOn < byDateOn);
  return {
    dueOn: byKm ? byKmOn : byDateOn,
    reason: byKm ? 'km' : byDateOn !== null ? 'date' : null,
    byDateOn,
    byKmOn,
    dueKm,
    kmLeft: (today) => {
      if (dueKm === null || !from) return null;
      const days = Math.max(0, diffDays(from.on, today));
      if (days > 0 && pace === null) return null;
      return Math.round(dueKm - from.km - days * (pace ?? 0));
    },
  };
}
