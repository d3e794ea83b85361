/** The yearly inspection 年检 of cars, by the national rule. */
import { addDays, addMonths, type BusinessDate, monthEnd, monthStart, partsOf } from './business-date.js';

/** `sticker`: an electronic sticker, no test. `online_test`: the car goes to the station. `yearly`: the same, every year. */
export type InspectionKind = 'sticker' | 'online_test' | 'yearly';

interface InspectionRule {
  /** The rule holds for inspections due from this day on. */
  from: BusinessDate;
  /** Full years after first registration. */
  milestones: readonly { year: number; kind: InspectionKind }[];
  /** After this year every year. */
  yearlyAfter: number;
}

/**
 * Rules of the Ministry of Public Security for non-operating passenger cars with up to 9 seats, oldest first. A
 * reform is one more entry, never a change of an old one.
 * 2022-10-01: sticker in years 2, 4 and 8, test in years 6 and 10, then yearly (no half-yearly test after year 15).
 */
export const INSPECTION_RULES: readonly InspectionRule[] = [
  {
    from: '2022-10-01',
    milestones: [
      { year: 2, kind: 'sticker' },
      { year: 4, kind: 'sticker' },
      { year: 6, kind: 'online_test' },
      { year: 8, kind: 'sticker' },
      { year: 10, kind: 'online_test' },
    ],
    yearlyAfter: 10,
  },
];

export interface InspectedCar {
  /** First registration. */
  registeredOn: BusinessDate;
  use: 'private' | 'company' | 'taxi';
  /** Up to 9 follow the rule; leave out for an ordinary passenger car. */
  seats?: number | null;
  /** 面包车: excluded from the relief. */
  minibus?: boolean;
  /** A car made more than four years before its registration is excluded. */
  manufacturedOn?: BusinessDate | null;
  /** An accident with injured people or a punished modification ends the relief. */
  reliefLost?: boolean;
}

export interface InspectionDue {
  /** Last day of the month of registration. */
  dueOn: BusinessDate;
  kind: InspectionKind;
  /** From this day on it can be done: the due month and the two before it. */
  opensOn: BusinessDate;
}

const MAX_SEATS = 9;

function followsRule(car: InspectedCar): boolean {
  if (car.use === 'taxi' || car.minibus || car.reliefLost) return false;
  if ((car.seats ?? 5) > MAX_SEATS) return false;
  return !car.manufacturedOn || addMonths(car.manufacturedOn, 48) >= car.registeredOn;
}

function kindInYear(rule: InspectionRule, year: number): InspectionKind | null {
  if (year > rule.yearlyAfter) return 'yearly';
  return rule.milestones.find((milestone) => milestone.year === year)?.kind ?? null;
}

/**
 * The first inspection due on or after `from`: pass today, or the day after the last one that was done, to see one
 * that is overdue. Cars the rule does not cover, and dates before the first rule on file, answer `ask_person`.
 */
export function nextInspection(car: InspectedCar, from: BusinessDate): InspectionDue | 'ask_person' {
  if (!followsRule(car)) return 'ask_person';
  const age = partsOf(from).year - partsOf(car.registeredOn).year;
  // No two inspections of the rule lie more than two years apart; one year more covers the month.
  for (let year = Math.max(1, age); year <= Math.max(1, age) + 3; year += 1) {
    const dueOn = monthEnd(addMonths(monthStart(car.registeredOn), year * 12));
    if (dueOn < from) continue;
    const rule = [...INSPECTION_RULES].reverse().find((r) => r.from <= dueOn);
    if (!rule) return 'ask_person';
    const kind = kindInYear(rule, year);
    if (kind) return { dueOn, kind, opensOn: monthStart(addMonths(addDays(dueOn, 1), -3)) };
  }
  return 'ask_person';
}
