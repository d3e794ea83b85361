/** Ranges and borders of the three numbers (三项数据), for the form while it is typed and for the report. No zod here. */
import type { Grade } from '../constants.js';

/** What can be entered, both ends included. */
export const wheelRanges = {
  /** kPa. */
  foundKpa: [0, 600],
  setKpa: [100, 600],
  /** Millimetres. */
  treadMm: [0, 20],
  padMm: [0, 25],
} as const satisfies Record<string, readonly [number, number]>;

/** GB 7258-2017, 9.1: the tread of a passenger car tyre must be at least 1.6 mm deep. */
export const TREAD_LIMIT_MM = 1.6;
/** At 3 mm and less a tyre grips much worse on wet roads; the trade advises to plan its replacement. */
const TREAD_AMBER_MM = 3;
/** Common wear limit of car makers for the friction lining: 3 mm and less is replaced at once. */
export const PAD_LIMIT_MM = 3;
/** Between 3 and 5 mm the pads may not last until the next service. */
const PAD_AMBER_MM = 5;
/** More than a fifth off is near the point at which tyre pressure monitors must warn (a quarter: 49 CFR 571.138). */
const PRESSURE_RED_PERCENT = 20;
const PRESSURE_AMBER_PERCENT = 10;

/** Tenths of a millimetre: 1.6 typed by a technician is not exactly 1.6 in binary. */
const tenths = (mm: number) => Math.round(mm * 10);

function gradeThickness(mm: number, red: number, amber: number): Grade {
  if (tenths(mm) <= tenths(red)) return 'red';
  return tenths(mm) <= tenths(amber) ? 'amber' : 'green';
}

export const gradeTread = (mm: number): Grade => gradeThickness(mm, TREAD_LIMIT_MM, TREAD_AMBER_MM);

export const gradePad = (mm: number): Grade => gradeThickness(mm, PAD_LIMIT_MM, PAD_AMBER_MM);

/** Pressure found against pressure set, either way. */
export function gradePressure(foundKpa: number, setKpa: number): Grade {
  const off = Math.abs(foundKpa - setKpa) * 100;
  if (off > PRESSURE_RED_PERCENT * setKpa) return 'red';
  return off > PRESSURE_AMBER_PERCENT * setKpa ? 'amber' : 'green';
}

/** Millimetres left to the legal limit, one decimal, never negative. */
export const treadLeft = (mm: number): number => Math.max(0, tenths(mm) - tenths(TREAD_LIMIT_MM)) / 10;
