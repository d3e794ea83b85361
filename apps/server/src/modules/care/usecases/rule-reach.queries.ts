import { Injectable } from '@nestjs/common';
import { type Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { StoreCatalog } from '../../store/index.js';
import type { CareRuleBody } from '../domain/care-rule.js';
import { GROUP } from '../domain/rule-sets.js';
import { PLAN_RING } from '../jobs/plan-care.job.js';
import { EventPreview } from './event-preview.queries.js';
import { RuleForecast } from './rule-forecast.queries.js';

/** Days that decide whether an edition wants a second person's yes. */
const DAYS = 30;

/** How many an edition would reach, and what happens once it is in force. */
@Injectable()
export class RuleReach {
  constructor(
    private readonly forecast: RuleForecast,
    private readonly events: EventPreview,
    private readonly stores: StoreCatalog,
    private readonly wakeUp: WakeUp,
    private readonly live: Live,
  ) {}

  /** Cars, or people of what happens, that it would be told for within 30 days, over all stores of the scope: one person each, so nobody is left out. */
  async people(scope: string, code: string, body: CareRuleBody): Promise<number> {
    const stores = scope === GROUP ? await this.stores.all() : await this.stores.findByIds([scope]);
    let total = 0;
    for (const store of stores)
      total +=
        body.trigger.type === 'event'
          ? await this.events.people(store, body, body.trigger.event, DAYS)
          : (await this.forecast.of(store, code, body, DAYS, 1)).count.cars;
    return total;
  }

  /** Tells the consoles of the scope that a rule has another edition or state: lists and inboxes ask again. */
  async announce(tx: Tx, scope: string, code: string): Promise<void> {
    const stores = scope === GROUP ? await this.stores.all() : [{ id: scope }];
    for (const { id } of stores)
      this.live.publish(tx, { topic: 'rule', storeId: id, id: code, notice: null });
  }

  /** What is not told yet follows the rule at once; a lost ring is made up for within a minute. */
  replan(tx: Tx): void {
    tx.afterCommit(() => this.wakeUp.ring(PLAN_RING));
  }
}
