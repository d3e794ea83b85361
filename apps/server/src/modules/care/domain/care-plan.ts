/** From a car's due date to the reminders about it. Pure. */
import { addDays, atShanghai, DAY_MS, type Instant } from '@cheban/kernel';
import { type CareRuleId, careRules, TELL_AT } from './care-rules.js';

export interface DueCar {
  readonly id: string;
  readonly storeId: string;
  readonly dueKind: CareRuleId | null;
  /** Business date. */
  readonly dueOn: string | null;
  readonly lastServiceOn: string | null;
  readonly soldOn: string | null;
}

export interface PlannedItem {
  readonly vehicleId: string;
  readonly storeId: string;
  readonly rule: CareRuleId;
  readonly cycle: string;
  readonly stage: number;
  readonly dueOn: string;
  readonly notBefore: Instant;
  readonly expiresAt: Instant;
  readonly state: 'planned' | 'missed';
  readonly why: string;
}

/**
 * Names the due thing: it changes when the service is done, not when a new reading moves the predicted date, so that
 * nobody is told the same stage twice.
 */
export function cycleOf(car: Pick<DueCar, 'dueKind' | 'lastServiceOn' | 'soldOn'>): string {
  return (car.dueKind === 'first_service' ? car.soldOn : (car.lastServiceOn ?? car.soldOn)) ?? 'none';
}

/**
 * The reminders of a car that are not past yet, and of those whose day has come only the newest: an owner who was
 * unreachable for weeks is told where things stand now, not the whole story. Stages that this leaves behind, and those
 * that are out of date altogether, come back as `missed`. Empty if the car has no due date.
 */
export function planItems(car: DueCar, now: Instant): PlannedItem[] {
  if (car.dueOn === null || car.dueKind === null) return [];
  const { id: rule, stages } = careRules[car.dueKind];
  const dueOn = car.dueOn;
  const dated = stages.map((stage) => {
    const notBefore = atShanghai(addDays(dueOn, stage.offset), TELL_AT);
    return { stage, notBefore, expiresAt: notBefore + stage.validDays * DAY_MS };
  });
  const newest = dated.filter(({ notBefore, expiresAt }) => notBefore <= now && now < expiresAt).at(-1);
  return dated.map(({ stage, notBefore, expiresAt }) => {
    const common = {
      vehicleId: car.id,
      storeId: car.storeId,
      rule,
      cycle: cycleOf(car),
      stage: stage.offset,
      dueOn,
      notBefore,
      expiresAt,
    };
    if (expiresAt <= now) return { ...common, state: 'missed', why: '到了时间没能送出，已过有效期。' };
    if (newest !== undefined && notBefore < newest.notBefore) {
      return { ...common, state: 'missed', why: '已由更近的一次提醒代替。' };
    }
    return { ...common, state: 'planned', why: '按计划等待。' };
  });
}

/** True if planning has anything to keep for the car: some stage that can still be told. */
export function isWorthPlanning(items: readonly PlannedItem[]): boolean {
  return items.some((item) => item.state === 'planned');
}
