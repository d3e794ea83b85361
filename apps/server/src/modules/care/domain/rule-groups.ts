/** Stores that share a rule word for word are planned together. Pure. */
import type { EffectiveRule } from './care-rule.js';
import { isPlanned } from './care-rule.js';
import { hiddenBy } from './care-series.js';
import type { RuleTable } from './rule-sets.js';

export interface RuleGroup {
  readonly rule: EffectiveRule;
  /** Null: every store has it. */
  readonly storeIds: readonly string[] | null;
  /** New-car series that come before this one for whoever they mean. */
  readonly hiddenBy: readonly EffectiveRule[];
  /** Service cycle of these stores, which audiences ask about; 0 where nobody asks. */
  readonly cycleMonths: number;
}

export interface RuleStore {
  readonly id: string;
  readonly cycleMonths: number;
}

/** True if some cars of the stores do not get the rule. */
export function isSelective({ rule, hiddenBy: hidden }: RuleGroup): boolean {
  return rule.body.audience !== null || hidden.length > 0;
}

/** Planned rules of these stores, also those that are off or paused; `wanted` leaves some out. */
export function groupsOf(
  table: RuleTable,
  stores: readonly RuleStore[],
  wanted: (storeId: string, code: string) => boolean = () => true,
): RuleGroup[] {
  const groups = new Map<string, Omit<RuleGroup, 'storeIds'> & { storeIds: string[] }>();
  for (const store of stores) {
    const rules = table.forStore(store.id);
    for (const rule of rules.values()) {
      if (!isPlanned(rule) || !wanted(store.id, rule.code)) continue;
      const hidden = hiddenBy(rule, rules);
      const asks = rule.body.audience !== null || hidden.length > 0;
      const cycleMonths = asks ? store.cycleMonths : 0;
      const name = [
        rule.code,
        rule.edition,
        rule.state,
        rule.stateWhy,
        cycleMonths,
        ...hidden.map(({ edition }) => edition),
      ];
      const key = name.join(' ');
      const group = groups.get(key) ?? { rule, storeIds: [], hiddenBy: hidden, cycleMonths };
      group.storeIds.push(store.id);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({
    ...group,
    storeIds: group.storeIds.length === stores.length ? null : group.storeIds,
  }));
}
