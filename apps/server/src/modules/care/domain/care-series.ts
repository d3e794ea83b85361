/** Which rules a car is meant by. Of several new-car series it gets one: the first that is written for cars like it. */
import type { EffectiveRule, RuleSet } from './care-rule.js';

/** True if the audience of a rule takes in the car at hand. */
export type Meant = (rule: EffectiveRule) => boolean;

/** For when nobody has looked at audiences: rules for everyone. */
export const meantForAll: Meant = ({ body }) => body.audience === null;

function isSeries({ body }: Pick<EffectiveRule, 'body'>): boolean {
  return body.trigger.type === 'since_sold' && body.kind === 'new_car';
}

/** The new-car series in force, most specific first: with an audience before without, of the store before others. */
export function seriesOf(rules: RuleSet): EffectiveRule[] {
  const rank = ({ body, scope }: EffectiveRule) =>
    (body.audience === null ? 4 : 0) + (scope === 'built_in' ? 2 : scope === 'group' ? 1 : 0);
  return [...rules.values()]
    .filter((rule) => isSeries(rule) && rule.state !== 'off')
    .sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
}

/** The series that hide this rule's from a car: whoever they mean does not get this one. */
export function hiddenBy(rule: EffectiveRule, rules: RuleSet): EffectiveRule[] {
  if (!isSeries(rule)) return [];
  const order = seriesOf(rules);
  return order.slice(
    0,
    order.findIndex(({ code }) => code === rule.code),
  );
}

/** True if the car at hand gets the rule: its audience takes it in, and no other series comes first. */
export function gets(rule: EffectiveRule, rules: RuleSet, meant: Meant): boolean {
  return meant(rule) && !hiddenBy(rule, rules).some(meant);
}
