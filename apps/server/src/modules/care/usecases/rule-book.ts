import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { RuleSet } from '../domain/care-rule.js';
import { RuleTable } from '../domain/rule-sets.js';
import { RuleEditionRepository } from '../persistence/rule-edition.repository.js';

/**
 * The reminder rules in force, store by store. Each question costs one small query, unless a rule has changed: then
 * all of them are read again. Nobody keeps what they got beyond one batch of work.
 */
@Injectable()
export class RuleBook {
  private known: { stamp: string; table: RuleTable } | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: RuleEditionRepository,
  ) {}

  /** All rules as they are now. */
  fresh(): Promise<RuleTable> {
    return this.uow.recall('care rules', () => this.look());
  }

  private async look(): Promise<RuleTable> {
    const stamp = await this.editions.stamp();
    if (this.known?.stamp === stamp) return this.known.table;
    const [live, stateOnly] = await Promise.all([this.editions.live(), this.editions.stateOnly()]);
    const table = new RuleTable([...live, ...stateOnly.map((row) => ({ ...row, version: 0, body: null }))]);
    // Kept under the stamp from before: a change in between is read again the next time.
    this.known = { stamp, table };
    return table;
  }

  /** The rules of a store by code, also those that are off or paused: look at `state`. */
  async forStore(storeId: string): Promise<RuleSet> {
    return (await this.fresh()).forStore(storeId);
  }

  async forStores(storeIds: readonly string[]): Promise<Map<string, RuleSet>> {
    return (await this.fresh()).forStores(storeIds);
  }
}
