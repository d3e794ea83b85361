/** From what is due for a car to the reminders about it. Pure. */
import { addDays, atShanghai, businessDate, DAY_MS, type Instant } from '@cheban/kernel';
import { type Due, type DueCar, duesOf } from './care-dues.js';
import { type EffectiveRule, type RuleSet, stagesOf } from './care-rule.js';
import { type Meant, meantForAll } from './care-series.js';

/** The plan reaches this far, so that staff see the weeks to come. */
export const AHEAD_DAYS = 30;

export interface PlannedItem {
  readonly vehicleId: string;
  readonly storeId: string;
  readonly rule: string;
  readonly cycle: string;
  readonly stage: number;
  /** Of the rule it was planned by; 0 for a day that the owner chose. */
  readonly edition: number;
  readonly dueOn: string;
  readonly notBefore: Instant;
  readonly expiresAt: Instant;
  readonly state: 'planned' | 'held' | 'missed' | 'stopped';
  readonly why: string;
}

export const WAITING = '按计划等待。';
export const OVERDUE = '到了时间没能送出，已过有效期。';
/** Nobody was left out: the next stage says it better. */
export const NEWER = '已由更近的一次提醒代替。';

/** Why nothing is told by a rule that is paused. */
export function whyHeld({ stateWhy }: Pick<EffectiveRule, 'stateWhy'>): string {
  return stateWhy === '' ? '提醒规则已暂停。' : `提醒规则已暂停：${stateWhy}`.slice(0, 200);
}

type Stage = Pick<PlannedItem, 'stage' | 'dueOn' | 'notBefore' | 'expiresAt' | 'state' | 'why'>;

/**
 * The reminders of a rule about something due on a day. Of those whose time has come only the newest is told: an owner
 * who was unreachable for weeks hears where things stand now, not the whole story. Stages that this leaves behind, and
 * those that are out of date altogether, are `missed`.
 */
export function stagesDue(rule: EffectiveRule, dueOn: string, now: Instant): Stage[] {
  const dated = stagesOf(rule).map((stage) => {
    const notBefore = atShanghai(addDays(dueOn, stage.offset), rule.body.tellAt);
    return { stage: stage.offset, dueOn, notBefore, expiresAt: notBefore + stage.validDays * DAY_MS };
  });
  const newest = dated.filter(({ notBefore, expiresAt }) => notBefore <= now && now < expiresAt).at(-1);
  return dated.map((stage) => {
    if (stage.expiresAt <= now) return { ...stage, state: 'missed', why: OVERDUE };
    if (newest !== undefined && stage.notBefore < newest.notBefore)
      return { ...stage, state: 'missed', why: NEWER };
    return rule.state === 'paused'
      ? { ...stage, state: 'held', why: whyHeld(rule) }
      : { ...stage, state: 'planned', why: WAITING };
  });
}

/** The reminders of a car about one due thing. */
export function planDue(
  car: Pick<DueCar, 'id' | 'storeId'>,
  due: Due,
  rule: EffectiveRule,
  now: Instant,
): PlannedItem[] {
  return stagesDue(rule, due.dueOn, now).map((stage) => ({
    vehicleId: car.id,
    storeId: car.storeId,
    rule: due.rule,
    cycle: due.cycle,
    edition: rule.edition,
    ...stage,
  }));
}

/** True if planning has anything to keep: some stage that can still be told. */
function isWorthPlanning(items: readonly Pick<PlannedItem, 'state'>[]): boolean {
  return items.some(({ state }) => state === 'planned' || state === 'held');
}

/** The instant at which the days ahead end. */
export function horizonOf(now: Instant, aheadDays: number): Instant {
  return atShanghai(addDays(businessDate(now), aheadDays + 1), '00:00');
}

/** True if the first of these reminders begins before the horizon, and one can still be told. */
export function isAhead(items: readonly Stage[], horizon: Instant): boolean {
  return isWorthPlanning(items) && Math.min(...items.map((item) => item.notBefore)) < horizon;
}

/** Of one car: everything; what begins within the days ahead; or that, and its service whole. */
export type PlanReach = 'everything' | 'ahead' | 'ahead_and_service';

/**
 * The reminders of a car about everything that is due. Beyond `aheadDays` there is no hurry: the daily round comes by
 * in time. Due things that have nothing left to tell are left out, but a service that is planned whole.
 */
export function planItems(
  car: DueCar,
  rules: RuleSet,
  now: Instant,
  aheadDays: number,
  reach: PlanReach,
  meant: Meant = meantForAll,
): PlannedItem[] {
  const horizon = horizonOf(now, aheadDays);
  return duesOf(car, rules, businessDate(now), meant).flatMap((due) => {
    const rule = rules.get(due.rule);
    if (!rule) return [];
    const items = planDue(car, due, rule, now);
    const isService = due.rule === 'service' || due.rule === 'first_service';
    if (isService && reach !== 'ahead') return items;
    return isAhead(items, horizon) || (reach === 'everything' && isWorthPlanning(items)) ? items : [];
  });
}
