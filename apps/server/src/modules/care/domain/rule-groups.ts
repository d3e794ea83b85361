/** Stores that share a rule word for word are planned together. Pure. */
import type { EffectiveRule } from './care-rule.js';
import { isPlanned } from './care-rule.js';
import { hiddenBy } from './care-series.js';
import type { RuleTable } from './rule-sets.js';
import type { SegmentContext } from './segment-bounds.js';

export interface RuleGroup {
  readonly rule: EffectiveRule;
  /** Null: every store has it. */
  readonly storeIds: readonly string[] | null;
  /** New-car series that come before this one for whoever they mean. */
  readonly hiddenBy: readonly EffectiveRule[];
  /** The world that its audiences are asked in. */
  readonly context: SegmentContext;
}

export interface RuleStore {
  readonly id: string;
  readonly context: SegmentContext;
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
      const name = [
        rule.code,
        rule.edition,
        rule.state,
        rule.stateWhy,
        // Only audiences tell stores of another service cycle apart.
        asks ? store.context.lostBefore : '',
        ...hidden.map(({ edition }) => edition),
      ];
      const key = name.join(' ');
      const group = groups.get(key) ?? { rule, storeIds: [], hiddenBy: hidden, context: store.context };
      group.storeIds.push(store.id);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({
    ...group,
    storeIds: group.storeIds.length === stores.length ? null : group.storeIds,
  }));
}
