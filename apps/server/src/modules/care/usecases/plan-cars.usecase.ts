import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { duesOf } from '../domain/care-dues.js';
import { AHEAD_DAYS, type PlanReach, planItems } from '../domain/care-plan.js';
import type { RuleSet } from '../domain/care-rule.js';
import type { Meant } from '../domain/care-series.js';
import { NOT_MEANT, RULE_OFF } from '../domain/care-stops.js';
import { CARE_RING } from '../jobs/tell-care.job.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { DueCarRepository } from '../persistence/due-car.repository.js';
import { RuleAudiences } from './rule-audiences.queries.js';
import { RuleBook } from './rule-book.js';

/** Plans a few cars at once, by the pure rules, in the transaction that changed them. */
@Injectable()
export class PlanCars {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: CareItemRepository,
    private readonly cars: DueCarRepository,
    private readonly rules: RuleBook,
    private readonly audiences: RuleAudiences,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  /** What lies ahead of these cars, in a transaction of its own. */
  runAlone(vehicleIds: readonly string[]): Promise<void> {
    return this.uow.run((tx) => this.run(tx, vehicleIds, 'ahead'));
  }

  /**
   * Those waiting for their owner are looked at again at once, unless only what lies `ahead` is asked for.
   * `everything`: also what begins only after the days ahead, because a reminder of it is there already.
   */
  async run(tx: Tx, vehicleIds: readonly string[], reach: PlanReach = 'ahead_and_service'): Promise<void> {
    const cars = await this.cars.byIds(vehicleIds);
    if (cars.length === 0) return;
    const now = this.clock.now();
    const table = await this.rules.fresh();
    const meant = await this.audiences.of(cars, table);
    const items = [];
    for (const car of cars) {
      const rules = table.forStore(car.storeId);
      const means = meant(car.id);
      items.push(...planItems(car, rules, now, AHEAD_DAYS, reach, means));
      const dues = duesOf(car, rules, this.clock.today(), means);
      await this.items.stopOutdated(tx, car.id, dues, rules, (code) => whyGone(code, rules, means), now);
    }
    await this.items.upsert(tx, items, now, reach !== 'ahead');
    if (items.some((item) => item.state === 'planned' && item.notBefore <= now))
      tx.afterCommit(() => this.wakeUp.ring(CARE_RING));
  }
}

/** Why a rule says nothing to a car about what it spoke of before. */
function whyGone(code: string, rules: RuleSet, means: Meant): string {
  const rule = rules.get(code);
  if (!rule || rule.state === 'off') return RULE_OFF;
  return means(rule) ? rule.facts.doneWhy : NOT_MEANT;
}
