/** What an owner's answer to a reminder means for the plan. Pure. */
import type { AnswerBody, ElsewhereReason } from '@cheban/contracts';
import { addDays, atShanghai, businessDate, DAY_MS, diffDays, type Instant } from '@cheban/kernel';
import type { Due } from './care-dues.js';
import { type PlannedItem, planDue } from './care-plan.js';
import type { EffectiveRule } from './care-rule.js';
import { sayFullDate } from './care-words.js';
import { builtInRules } from './rules/built-in-rules.js';

export const STOPPED_BY_SALE = '车主告知车已卖出，不再提醒。';
/** How long a reminder that was put off may be told. */
const PUT_OFF_VALID_DAYS = 14;

type Car = { id: string; storeId: string };

/** The rule that a message of this kind speaks of; null if it cannot be answered: wishes and tips ask for nothing. */
export function ruleOfKind(kind: string): string | null {
  const due = builtInRules.filter(({ body }) => body.trigger.type === 'due' && body.actionLabel !== null);
  return due.find(({ body }) => body.kind === kind)?.code ?? null;
}

/** True if doing it elsewhere is a service, from which the next one counts. */
export function isService(rule: string): boolean {
  return rule === 'first_service' || rule === 'service' || rule === 'win_back';
}

/**
 * The plan of a due thing that is put off: stages before that day are stopped, and one reminder stands on the day. A
 * warranty is not put off beyond its end, because what the reminder offers ends with it.
 */
export function putOff(car: Car, due: Due, rule: EffectiveRule, days: number, now: Instant): PlannedItem[] {
  const day = addDays(businessDate(now), days);
  const notBefore = atShanghai(day, rule.body.tellAt);
  const why = `车主选择 ${sayFullDate(day)} 再提醒。`;
  const stages = planDue(car, due, rule, now).map(
    (item): PlannedItem => (item.notBefore < notBefore ? { ...item, state: 'stopped', why } : item),
  );
  const stage = diffDays(due.dueOn, day);
  if (stages.some((item) => item.stage === stage) || (due.rule === 'warranty' && stage > 0)) return stages;
  const again: PlannedItem = {
    vehicleId: car.id,
    storeId: car.storeId,
    rule: due.rule,
    cycle: due.cycle,
    stage,
    // No edition's stage: it keeps its day when the rule changes.
    edition: 0,
    dueOn: due.dueOn,
    notBefore,
    expiresAt: notBefore + PUT_OFF_VALID_DAYS * DAY_MS,
    state: 'planned',
    why,
  };
  return [...stages, again];
}

/** The plan of a due thing that needs no reminder any more. */
export function closeDue(car: Car, due: Due, rule: EffectiveRule, why: string, now: Instant): PlannedItem[] {
  return planDue(car, due, rule, now).map((item) => ({ ...item, state: 'stopped', why }));
}

/** The answer as a sentence; the same answer gives the same sentence. `label`: of the rule it answers. */
export function sayAnswer(
  label: string,
  body: AnswerBody,
  reasons: Readonly<Record<ElsewhereReason, string>>,
): string {
  if (body.answer === 'sold') return '车已卖出';
  if (body.answer === 'later') return `${body.days} 天后再提醒${label}`;
  const note = body.note ? `：${body.note}` : '';
  return `${sayFullDate(body.on)}已在别处办理（${reasons[body.reason]}${note}）`;
}
