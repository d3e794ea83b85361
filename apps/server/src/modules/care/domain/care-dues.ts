/** What falls due for a car and for its owner, and how each due thing is named. Pure. */
import type { VehicleUse } from '@cheban/contracts';
import { addMonths, nextBirthdayOn, nextInspection, partsOf } from '@cheban/kernel';
import type { CareRuleId } from './care-rules.js';

/** Somebody whose own dates are told beside this car: it is their first. Dates are business dates. */
export interface DueOwner {
  readonly id: string;
  readonly licenceExpiresOn: string | null;
  /** As written: for `lunar` the month and day are those of the lunar calendar. */
  readonly birthdayOn: string | null;
  readonly birthdayCalendar: 'solar' | 'lunar' | null;
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
  readonly latestKm: number | null;
  readonly owners: readonly DueOwner[];
}

export interface Due {
  readonly rule: CareRuleId;
  /**
   * Names the due thing, at most 20 ASCII characters: it changes when that thing is done, so that nobody is told the
   * same stage twice.
   */
  readonly cycle: string;
  readonly dueOn: string;
  /** The one person it is about; null if it is about the car. */
  readonly ownerId: string | null;
}

/** 三包 (SAMR Order 43, Art. 18): repair warranty of at least three years or 60,000 km. */
const WARRANTY = { months: 36, km: 60_000 } as const;

/** The service before this one, or the delivery: a moved prediction is still the same service. */
export function cycleOf(car: Pick<DueCar, 'dueKind' | 'lastServiceOn' | 'soldOn'>): string {
  return (car.dueKind === 'first_service' ? car.soldOn : (car.lastServiceOn ?? car.soldOn)) ?? 'none';
}

/** A date and whose it is: two people may share a car, and a car may get a new owner. */
const personal = (dueOn: string, ownerId: string) => `${dueOn}~${ownerId.slice(-9)}`;

function birthdayOf(owner: DueOwner, today: string): string | null {
  if (owner.birthdayOn === null) return null;
  const { month, day } = partsOf(owner.birthdayOn);
  return nextBirthdayOn(
    today,
    owner.birthdayCalendar === 'lunar'
      ? { lunarMonth: month, lunarDay: day, leap: false }
      : { on: owner.birthdayOn },
  );
}

/** Everything that is due for a car as seen on `today`, past or to come: at most one of each rule and person. */
export function duesOf(car: DueCar, today: string): Due[] {
  const dues: Due[] = [];
  const add = (rule: CareRuleId, cycle: string, dueOn: string, ownerId: string | null = null) =>
    dues.push({ rule, cycle, dueOn, ownerId });
  if (car.dueOn !== null && car.dueKind !== null) {
    add(car.dueKind, cycleOf(car), car.dueOn);
    if (car.lastPaidVisitOn !== null) {
      // Silence counts from the day on which the owner should have come, or last came.
      const silentSince = [car.lastPaidVisitOn, car.dueOn].sort()[1] ?? car.dueOn;
      add('win_back', car.lastPaidVisitOn, silentSince);
    }
  }
  if (car.insuranceExpiresOn !== null) add('insurance', car.insuranceExpiresOn, car.insuranceExpiresOn);
  if (car.soldOn !== null) {
    const next =
      car.use === 'other' ? 'ask_person' : nextInspection({ registeredOn: car.soldOn, use: car.use }, today);
    if (next !== 'ask_person') add('inspection', next.dueOn, next.dueOn);
    if ((car.latestKm ?? 0) <= WARRANTY.km)
      add('warranty', car.soldOn, addMonths(car.soldOn, WARRANTY.months));
  }
  for (const owner of car.owners) {
    const { id, licenceExpiresOn } = owner;
    if (licenceExpiresOn !== null) add('licence', personal(licenceExpiresOn, id), licenceExpiresOn, id);
    const birthday = birthdayOf(owner, today);
    if (birthday !== null) add('birthday', personal(birthday, id), birthday, id);
  }
  return dues;
}

/** The due thing that a planned reminder speaks of, if it is still due. */
export function dueOf(dues: readonly Due[], item: { rule: CareRuleId; cycle: string }): Due | null {
  return dues.find((due) => due.rule === item.rule && due.cycle === item.cycle) ?? null;
}
