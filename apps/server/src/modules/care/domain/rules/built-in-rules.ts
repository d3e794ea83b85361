/** Every rule that a fresh deployment has, until a group or a store writes its own edition of it. */
import type { MessageKind } from '@cheban/contracts';
import {
  asEffective,
  type EffectiveRule,
  isPlanned,
  type RuleDefinition,
  type RuleSet,
} from '../care-rule.js';
import { dueRules } from './due-rules.js';
import { eventRules } from './event-rules.js';
import { holidayRules } from './holiday-rules.js';
import { newCarRules } from './new-car-rules.js';

export const builtInRules: readonly RuleDefinition[] = [
  ...dueRules,
  ...newCarRules,
  ...holidayRules,
  ...eventRules,
];

const byCode = new Map(builtInRules.map((rule) => [rule.code, rule]));

/** The built-in rule of a code; null if staff wrote that rule. */
export function builtInRule(code: string): RuleDefinition | null {
  return byCode.get(code) ?? null;
}

/** All built-in rules as they are written, in force. */
export const builtInSet: RuleSet = new Map<string, EffectiveRule>(
  builtInRules.map((rule) => [rule.code, asEffective(rule)]),
);

/** Kinds of the messages that this room plans. */
export const careKinds: readonly MessageKind[] = [
  ...new Set<MessageKind>([...builtInRules.filter(isPlanned).map(({ body }) => body.kind), 'notice']),
];
