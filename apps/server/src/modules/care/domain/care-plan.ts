/** From what is due for a car to the reminders about it. Pure. */
import { addDays, atShanghai, businessDate, DAY_MS, type Instant } from '@cheban/kernel';
import { type Due, type DueCar, duesOf } from './care-dues.js';
import { type CareRuleId, careRules, TELL_AT } from './care-rules.js';

export interface PlannedItem {
  readonly vehicleId: string;
  readonly storeId: string;
  readonly rule: CareRuleId;
  readonly cycle: string;
  readonly stage: number;
  readonly dueOn: string;
  readonly notBefore: Instant;
  readonly expiresAt: Instant;
  readonly state: 'planned' | 'missed' | 'stopped';
  readonly why: string;
}

/**
 * The reminders of a due thing that are not past yet, and of those whose day has come only the newest: an owner who was
 * unreachable for weeks is told where things stand now, not the whole story. Stages that this leaves behind, and those
 * that are out of date altogether, come back as `missed`.
 */
export function planDue(car: Pick<DueCar, 'id' | 'storeId'>, due: Due, now: Instant): PlannedItem[] {
  const dated = careRules[due.rule].stages.map((stage) => {
    const notBefore = atShanghai(addDays(due.dueOn, stage.offset), TELL_AT);
    return { stage, notBefore, expiresAt: notBefore + stage.validDays * DAY_MS };
  });
  const newest = dated.filter(({ notBefore, expiresAt }) => notBefore <= now && now < expiresAt).at(-1);
  return dated.map(({ stage, notBefore, expiresAt }) => {
    const common = {
      vehicleId: car.id,
      storeId: car.storeId,
      rule: due.rule,
      cycle: due.cycle,
      stage: stage.offset,
      dueOn: due.dueOn,
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

/** True if planning has anything to keep: some stage that can still be told. */
export function isWorthPlanning(items: readonly PlannedItem[]): boolean {
  return items.some((item) => item.state === 'planned');
}

/** Of one car: everything; what begins within the days ahead; or that, and its service whole. */
export type PlanReach = 'everything' | 'ahead' | 'ahead_and_service';

/**
 * The reminders of a car about everything that is due. Beyond `aheadDays` there is no hurry: the daily round comes by
 * in time. Due things that have nothing left to tell are left out, but a service that is planned whole.
 */
export function planItems(car: DueCar, now: Instant, aheadDays: number, reach: PlanReach): PlannedItem[] {
  const today = businessDate(now);
  const horizon = atShanghai(addDays(today, aheadDays + 1), '00:00');
  return duesOf(car, today).flatMap((due) => {
    const items = planDue(car, due, now);
    const isService = due.rule === 'service' || due.rule === 'first_service';
    if (isService && reach !== 'ahead') return items;
    const begins = Math.min(...items.map((item) => item.notBefore)) < horizon;
    return isWorthPlanning(items) && (begins || reach === 'everything') ? items : [];
  });
}
