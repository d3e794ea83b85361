/** From cars by day to messages by day: what a rule would say in the days to come. Pure. */
import { addDays, businessDate, type Instant } from '@cheban/kernel';
import { stagesDue } from './care-plan.js';
import { type EffectiveRule, windowOf } from './care-rule.js';

export interface PreviewCount {
  cars: number;
  messages: number;
  byDay: Map<string, number>;
}

/** Days from which a rule may count so that it says something from `from` to `to`. */
export function dueRange(rule: EffectiveRule, from: string, to: string): { from: string; to: string } {
  const { before, after } = windowOf(rule);
  return { from: addDays(from, -Math.ceil(after) - 1), to: addDays(to, before) };
}

/** The stages that a car due on that day would be told until the horizon, each with the day it is told. */
export function stagesWithin(
  rule: EffectiveRule,
  dueOn: string,
  now: Instant,
  horizon: Instant,
): { stage: number; on: string; at: Instant }[] {
  return stagesDue(rule, dueOn, now).flatMap(({ stage, state, notBefore }) => {
    if (state === 'missed' || notBefore >= horizon) return [];
    const at = Math.max(now, notBefore);
    return [{ stage, on: businessDate(at), at }];
  });
}

/**
 * Adds up cars by the day their rule counts from. `settled`: reminders told or stopped before, by due date and stage,
 * that are not told again.
 */
export function countPreview(
  rule: EffectiveRule,
  days: readonly { on: string; cars: number }[],
  settled: ReadonlyMap<string, number>,
  now: Instant,
  horizon: Instant,
): PreviewCount {
  const count: PreviewCount = { cars: 0, messages: 0, byDay: new Map() };
  for (const { on, cars } of days) {
    let most = 0;
    for (const { stage, on: toldOn } of stagesWithin(rule, on, now, horizon)) {
      const left = Math.max(0, cars - (settled.get(`${on} ${stage}`) ?? 0));
      most = Math.max(most, left);
      count.messages += left;
      if (left > 0) count.byDay.set(toldOn, (count.byDay.get(toldOn) ?? 0) + left);
    }
    count.cars += most;
  }
  return count;
}
