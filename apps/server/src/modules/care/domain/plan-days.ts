/**
 * The days of a planning round: for every date by which a car can be found, what the pure planner says of it. Cars by
 * the million are joined to these days, so that nothing is decided in SQL. Pure.
 */
import type { VehicleUse } from '@cheban/contracts';
import { addDays, addMonths, businessDate, type Instant, monthEnd } from '@cheban/kernel';
import { birthdayFrom, dueFrom, holidayFrom, inspectionFrom, WARRANTY } from './care-dues.js';
import { horizonOf, isAhead, stagesDue } from './care-plan.js';
import { type EffectiveRule, windowOf } from './care-rule.js';

/** `leap`: lunar, born in a leap month. */
export type BirthdayCalendar = 'solar' | 'lunar' | 'leap';

/** How the cars of a plan are found and what of them is compared with `keyOn`. */
export type PlanSource =
  | { by: 'due'; kind: 'first_service' | 'service' }
  | { by: 'silence' | 'insurance' | 'licence' | 'declined' | 'sold' }
  /** Delivery date of a car within its warranty. */
  | { by: 'warranty' }
  /** Last day of the month of delivery, of cars of these uses. */
  | { by: 'inspection'; uses: VehicleUse[] }
  /** Birthday as month and day of the leap year 2000. */
  | { by: 'birthday'; calendar: BirthdayCalendar }
  /** Every car. */
  | { by: 'day'; cycle: string }
  /** Every owner, with the first of their cars. */
  | { by: 'holiday'; name: string };

export interface PlanDay {
  readonly keyOn: string;
  readonly stage: number;
  readonly dueOn: string;
  readonly notBefore: Instant;
  readonly expiresAt: Instant;
  readonly state: 'planned' | 'held' | 'missed' | 'stopped';
  readonly why: string;
}

export interface DayPlan {
  readonly source: PlanSource;
  readonly days: readonly PlanDay[];
}

const USES: readonly VehicleUse[] = ['private', 'company', 'taxi', 'other'];
/** Older cars are not on the road. */
const OLDEST_YEARS = 70;
/** Leap years have every birthday. */
const LEAP_YEAR = 2000;

/** The plans of a rule for what begins within the days ahead; empty ones are left out. */
export function daysOf(rule: EffectiveRule, now: Instant, aheadDays: number): DayPlan[] {
  return sourcesOf(rule, now, aheadDays).flatMap(({ source, keys }) => {
    const horizon = horizonOf(now, aheadDays);
    const days = keys.flatMap(({ keyOn, dueOn }) => {
      const stages = stagesDue(rule, dueOn, now);
      return isAhead(stages, horizon) ? stages.map((stage) => ({ keyOn, ...stage })) : [];
    });
    return days.length === 0 ? [] : [{ source, days }];
  });
}

interface Keys {
  source: PlanSource;
  keys: { keyOn: string; dueOn: string }[];
}

function sourcesOf(rule: EffectiveRule, now: Instant, aheadDays: number): Keys[] {
  const { trigger } = rule.body;
  const today = businessDate(now);
  const from = dueFrom(rule, today);
  const dues = dueDates(rule, today, aheadDays);
  const itself = (source: PlanSource): Keys[] => [
    { source, keys: dues.map((dueOn) => ({ keyOn: dueOn, dueOn })) },
  ];
  switch (trigger.type) {
    case 'event':
      return [];
    case 'on_date':
      return [{ source: { by: 'day', cycle: trigger.on }, keys: [{ keyOn: trigger.on, dueOn: trigger.on }] }];
    case 'since_sold':
      return itself({ by: 'sold' });
    case 'holiday': {
      const { name, on } = holidayFrom(trigger.holiday, from);
      return [{ source: { by: 'holiday', name }, keys: [{ keyOn: on, dueOn: on }] }];
    }
    case 'due':
      break;
  }
  switch (trigger.due) {
    case 'first_service':
    case 'service':
      return itself({ by: 'due', kind: trigger.due });
    case 'silence':
    case 'insurance':
    case 'licence':
    case 'declined':
      return itself({ by: trigger.due });
    case 'warranty':
      return [{ source: { by: 'warranty' }, keys: soldForWarranty(dues) }];
    case 'inspection':
      return inspections(from, today);
    case 'birthday':
      return (['solar', 'lunar', 'leap'] as const).map((calendar) => ({
        source: { by: 'birthday', calendar },
        keys: birthdays(calendar, from),
      }));
  }
}

/** Every due date of which a stage may lie between now and the horizon. */
function dueDates(rule: EffectiveRule, today: string, aheadDays: number): string[] {
  const { before, after } = windowOf(rule);
  const last = addDays(today, aheadDays + before + 1);
  const dates: string[] = [];
  for (let day = addDays(today, -Math.ceil(after) - 1); day <= last; day = addDays(day, 1)) dates.push(day);
  return dates;
}

/** Deliveries whose warranty ends on one of these days; two deliveries may end on the same, at the end of a month. */
function soldForWarranty(dues: readonly string[]): Keys['keys'] {
  const wanted = new Set(dues);
  const [first, last] = [dues[0], dues.at(-1)];
  if (first === undefined || last === undefined) return [];
  const keys: Keys['keys'] = [];
  const end = addDays(addMonths(last, -WARRANTY.months), 4);
  for (let sold = addDays(addMonths(first, -WARRANTY.months), -4); sold <= end; sold = addDays(sold, 1)) {
    const dueOn = addMonths(sold, WARRANTY.months);
    if (wanted.has(dueOn)) keys.push({ keyOn: sold, dueOn });
  }
  return keys;
}

/** The next inspection by month of delivery; uses that follow the same rule share a plan. */
function inspections(from: string, today: string): Keys[] {
  const plans = new Map<string, { uses: VehicleUse[]; keys: Keys['keys'] }>();
  for (const use of USES) {
    const keys: Keys['keys'] = [];
    for (let month = 0; month <= OLDEST_YEARS * 12; month += 1) {
      const keyOn = monthEnd(addMonths(today, -month));
      const dueOn = inspectionFrom(keyOn, use, from);
      if (dueOn !== null) keys.push({ keyOn, dueOn });
    }
    const name = keys.map(({ keyOn, dueOn }) => `${keyOn}${dueOn}`).join();
    const plan = plans.get(name) ?? { uses: [], keys };
    plan.uses.push(use);
    plans.set(name, plan);
  }
  return [...plans.values()].map(({ uses, keys }) => ({ source: { by: 'inspection', uses }, keys }));
}

/** How an owner's file says it. */
export const calendarOf = (calendar: BirthdayCalendar) =>
  ({
    birthdayCalendar: calendar === 'solar' ? 'solar' : 'lunar',
    birthdayLeap: calendar === 'leap',
  }) as const;

function birthdays(calendar: BirthdayCalendar, from: string): Keys['keys'] {
  const keys: Keys['keys'] = [];
  for (let keyOn = `${LEAP_YEAR}-01-01`; keyOn <= `${LEAP_YEAR}-12-31`; keyOn = addDays(keyOn, 1)) {
    const dueOn = birthdayFrom({ birthdayOn: keyOn, ...calendarOf(calendar) }, from);
    if (dueOn !== null) keys.push({ keyOn, dueOn });
  }
  return keys;
}
