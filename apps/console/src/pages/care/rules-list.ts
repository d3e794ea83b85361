import type { CareRuleRow } from '@cheban/contracts';
import { whyAlwaysTold } from '@cheban/contracts/constants';
import { groupOfRule, type RuleGroup, ruleGroups } from '../../features/care/words.js';

export const ruleFilters = ['on', 'paused', 'off', 'waiting'] as const;
export type RuleFilter = (typeof ruleFilters)[number];
export const ruleFilterLabel: Record<RuleFilter, string> = {
  on: '启用',
  paused: '暂停',
  off: '停用',
  waiting: '待审批',
};

/** On, but none of its messages goes out until a template is mended. Those about what goes on now never wait. */
export const waitsForTemplate = ({
  state,
  class: of,
  templatePause,
}: Pick<CareRuleRow, 'state' | 'class' | 'templatePause'>) =>
  state === 'on' && of !== 'service' && templatePause?.whole === true;

const stands = (rule: CareRuleRow) => (waitsForTemplate(rule) ? 'paused' : rule.state);
const matches = (rule: CareRuleRow, filter: RuleFilter | undefined) =>
  filter === undefined || (filter === 'waiting' ? rule.waiting !== null : stands(rule) === filter);

/** Rules in their groups, in the order of the page; groups without a rule are left out. */
export function groupRules(
  rules: readonly CareRuleRow[],
  filter: RuleFilter | undefined,
): { group: RuleGroup; rules: CareRuleRow[] }[] {
  return ruleGroups
    .map((group) => ({
      group,
      rules: rules.filter(
        (rule) =>
          matches(rule, filter) && groupOfRule({ trigger: rule.trigger, custom: !rule.builtIn }) === group,
      ),
    }))
    .filter((entry) => entry.rules.length > 0);
}

export type StateChange = 'pause' | 'resume' | 'stop' | 'start';
export const changeLabel: Record<StateChange, string> = {
  pause: '暂停',
  resume: '恢复',
  stop: '停用',
  start: '启用',
};

/** What a person may do with a rule in this state, the likely thing first. Some rules are never silent. */
export function changesOf({ state, trigger }: Pick<CareRuleRow, 'state' | 'trigger'>): StateChange[] {
  if (state === 'on' && whyAlwaysTold(trigger) !== null) return [];
  if (state === 'on') return ['pause', 'stop'];
  return state === 'paused' ? ['resume', 'stop'] : ['start'];
}
