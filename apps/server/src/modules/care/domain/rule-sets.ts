/** Which rules are in force for a store: its own row hides the group's, and that hides the built-in rule. Pure. */
import type { CareRuleState } from '@cheban/contracts';
import {
  asEffective,
  type CareRuleBody,
  type EffectiveRule,
  factsOfCustom,
  type RuleSet,
} from './care-rule.js';
import { builtInRule, builtInSet } from './rules/built-in-rules.js';

export const GROUP = 'group';

/** A row of care_rule. `body` is null while no edition was approved: then only its state counts. */
export interface RuleRow {
  readonly scope: string;
  readonly code: string;
  readonly state: CareRuleState;
  readonly stateWhy: string;
  readonly version: number;
  readonly body: CareRuleBody | null;
}

/** The rules of every store. Stores without rows of their own share one set. */
export class RuleTable {
  private readonly ofGroup: RuleSet;
  private readonly ofStores = new Map<string, RuleSet>();

  constructor(rows: readonly RuleRow[]) {
    this.ofGroup = laidOver(
      builtInSet,
      rows.filter(({ scope }) => scope === GROUP),
    );
    const stores = new Set(rows.map(({ scope }) => scope).filter((scope) => scope !== GROUP));
    for (const storeId of stores) {
      const own = rows.filter(({ scope }) => scope === storeId);
      this.ofStores.set(storeId, laidOver(this.ofGroup, own));
    }
  }

  forStore(storeId: string): RuleSet {
    return this.ofStores.get(storeId) ?? this.ofGroup;
  }

  forStores(storeIds: readonly string[]): Map<string, RuleSet> {
    return new Map(storeIds.map((id) => [id, this.forStore(id)]));
  }

  /** Every rule in force for the group or for a store that has rows of its own. */
  everywhere(): EffectiveRule[] {
    return [this.ofGroup, ...this.ofStores.values()].flatMap((set) => [...set.values()]);
  }

  /** Every code that is in force anywhere. */
  codes(): string[] {
    return [...new Set([this.ofGroup, ...this.ofStores.values()].flatMap((set) => [...set.keys()]))].sort();
  }
}

function laidOver(below: RuleSet, rows: readonly RuleRow[]): RuleSet {
  const set = new Map(below);
  for (const row of rows) {
    const { scope, version, state, stateWhy } = row;
    const beneath = set.get(row.code);
    const body = row.body ?? beneath?.body;
    // A rule that staff wrote, and that nobody has approved yet, is not there.
    if (!body) continue;
    const facts = builtInRule(row.code)?.facts ?? factsOfCustom(body);
    const rule: EffectiveRule = asEffective(
      { code: row.code, body, facts },
      row.body === null
        ? { scope: beneath?.scope ?? scope, version: beneath?.version ?? 0, state, stateWhy }
        : { scope, version, state, stateWhy },
    );
    set.set(row.code, rule);
  }
  return set;
}
