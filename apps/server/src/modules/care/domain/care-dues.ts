/** What falls due for a car and for its owner, and how each due thing is named. Pure. */
import type { CareHoliday, VehicleUse } from '@cheban/contracts';
import {
  addDays,
  addMonths,
  midAutumnOn,
  nextBirthdayOn,
  nextInspection,
  partsOf,
  springFestivalOn,
  yearOf,
} from '@cheban/kernel';
import { type EffectiveRule, type RuleDefinition, type RuleSet, windowOf } from './care-rule.js';
import { gets, type Meant, meantForAll } from './care-series.js';

/** Somebody whose own dates are told beside this car: it is their first. Dates are business dates. */
export interface DueOwner {
  readonly id: string;
  readonly licenceExpiresOn: string | null;
  /** As written: for `lunar` the month and day are those of the lunar calendar. */
  readonly birthdayOn: string | null;
  readonly birthdayCalendar: 'solar' | 'lunar' | null;
  /** Of a lunar birthday: born in the leap month 闰月. */
  readonly birthdayLeap: boolean;
}

export interface DueCar {
  readonly id: string;
  readonly storeId: string;
  readonly dueKind: 'first_service' | 'service' | null;
  /** Business date. */
  readonly dueOn: string | null;
  readonly lastServiceOn: string | null;
  readonly lastPaidVisitOn: string | null;
  readonly soldOn: string | null;
  readonly use: VehicleUse;
  readonly insuranceExpiresOn: string | null;
  /** When work that was put off is asked about again. */
  readonly advisedOn: string | null;
  readonly latestKm: number | null;
  readonly owners: readonly DueOwner[];
}

export interface Due {
  /** Code of the rule. */
  readonly rule: string;
  /**
   * Names the due thing, at most 20 ASCII characters: it changes when that thing is done, so that nobody is told the
   * same stage twice.
   */
  readonly cycle: string;
  readonly dueOn: string;
  /** The one person it is about; null if it is about the car. */
  readonly ownerId: string | null;
}

type Thing = Omit<Due, 'rule'>;

/** 三包 (SAMR Order 43, Art. 18): repair warranty of at least three years or 60,000 km. */
export const WARRANTY = { months: 36, km: 60_000 } as const;

/** The service before this one, or the delivery: a moved prediction is still the same service. */
export function cycleOf(car: Pick<DueCar, 'dueKind' | 'lastServiceOn' | 'soldOn'>): string {
  return (car.dueKind === 'first_service' ? car.soldOn : (car.lastServiceOn ?? car.soldOn)) ?? 'none';
}

/** A date and whose it is: two people may share a car, and a car may get a new owner. */
export const personal = (name: string, ownerId: string) => `${name}~${ownerId.slice(-9)}`;

/** The day that a rule's next reminders count from lies on or after this one: its last stage may come after the day. */
export function dueFrom(rule: Pick<RuleDefinition, 'body'>, today: string): string {
  return addDays(today, -Math.max(0, Math.floor(windowOf(rule).after)));
}

export function birthdayFrom(
  owner: Pick<DueOwner, 'birthdayOn' | 'birthdayCalendar' | 'birthdayLeap'>,
  from: string,
): string | null {
  if (owner.birthdayOn === null) return null;
  const { month, day } = partsOf(owner.birthdayOn);
  return nextBirthdayOn(
    from,
    owner.birthdayCalendar === 'lunar'
      ? { lunarMonth: month, lunarDay: day, leap: owner.birthdayLeap }
      : { on: owner.birthdayOn },
  );
}

/** When the yearly inspection of a car is next due, on or after `from`; null if a person has to say. */
export function inspectionFrom(soldOn: string, use: VehicleUse, from: string): string | null {
  const next = use === 'other' ? 'ask_person' : nextInspection({ registeredOn: soldOn, use }, from);
  return next === 'ask_person' ? null : next.dueOn;
}

const HOLIDAYS: Record<CareHoliday, { name: string; on: (year: number) => string }> = {
  spring_festival: { name: 'spring', on: springFestivalOn },
  mid_autumn: { name: 'autumn', on: midAutumnOn },
  national_day: { name: 'national', on: (year) => `${year}-10-01` },
};

/** The next holiday on or after `from`, and its name, for instance `spring27`. */
export function holidayFrom(holiday: CareHoliday, from: string): { name: string; on: string } {
  const { name, on } = HOLIDAYS[holiday];
  const year = yearOf(from);
  const day = on(year) >= from ? on(year) : on(year + 1);
  return { name: `${name}${day.slice(2, 4)}`, on: day };
}

/** What a rule speaks of for a car as seen on `today`, past or to come: at most one thing for each person. */
function thingsOf(rule: Pick<EffectiveRule, 'body'>, car: DueCar, today: string): Thing[] {
  const { trigger } = rule.body;
  const ofCar = (cycle: string | null, dueOn: string | null): Thing[] =>
    cycle === null || dueOn === null ? [] : [{ cycle, dueOn, ownerId: null }];
  const ofOwners = (dateOf: (owner: DueOwner) => { name: string; on: string } | null): Thing[] =>
    car.owners.flatMap((owner) => {
      const found = dateOf(owner);
      return found === null
        ? []
        : [{ cycle: personal(found.name, owner.id), dueOn: found.on, ownerId: owner.id }];
    });
  const dated = (on: string | null) => (on === null ? null : { name: on, on });
  switch (trigger.type) {
    case 'event':
      return [];
    case 'on_date':
      return ofCar(trigger.on, trigger.on);
    case 'since_sold':
      return ofCar(car.soldOn, car.soldOn);
    case 'holiday':
      return ofOwners(() => holidayFrom(trigger.holiday, dueFrom(rule, today)));
    case 'due':
      break;
  }
  const from = dueFrom(rule, today);
  switch (trigger.due) {
    case 'first_service':
    case 'service':
      return car.dueKind === trigger.due ? ofCar(cycleOf(car), car.dueOn) : [];
    case 'silence':
      // Silence counts from the day on which the owner should have come, or last came.
      return car.dueKind === null || car.dueOn === null || car.lastPaidVisitOn === null
        ? []
        : ofCar(car.lastPaidVisitOn, [car.lastPaidVisitOn, car.dueOn].sort()[1] ?? null);
    case 'insurance':
      return ofCar(car.insuranceExpiresOn, car.insuranceExpiresOn);
    case 'declined':
      return ofCar(car.advisedOn, car.advisedOn);
    case 'inspection': {
      const on = car.soldOn === null ? null : inspectionFrom(car.soldOn, car.use, from);
      return ofCar(on, on);
    }
    case 'warranty':
      return car.soldOn === null || (car.latestKm ?? 0) > WARRANTY.km
        ? []
        : ofCar(car.soldOn, addMonths(car.soldOn, WARRANTY.months));
    case 'licence':
      return ofOwners((owner) => dated(owner.licenceExpiresOn));
    case 'birthday':
      return ofOwners((owner) => dated(birthdayFrom(owner, from)));
  }
}

/**
 * Everything that is due for a car by these rules as seen on `today`. Rules that are off speak of nothing; of paused
 * ones the plan is kept.
 */
export function duesOf(car: DueCar, rules: RuleSet, today: string, meant: Meant = meantForAll): Due[] {
  return [...rules.values()]
    .filter((rule) => rule.state !== 'off' && gets(rule, rules, meant))
    .flatMap((rule) => thingsOf(rule, car, today).map((thing) => ({ rule: rule.code, ...thing })));
}

/** The due thing that a planned reminder speaks of, if it is still due. */
export function dueOf(dues: readonly Due[], item: { rule: string; cycle: string }): Due | null {
  return dues.find((due) => due.rule === item.rule && due.cycle === item.cycle) ?? null;
}
