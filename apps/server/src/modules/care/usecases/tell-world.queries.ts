import { businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { MessagePlan } from '../../messaging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type EffectiveRule, isPlanned } from '../domain/care-rule.js';
import { CarPeople } from './car-people.queries.js';
import { CareCampaigns } from './care-campaigns.js';
import { CareFactsQueries, type CarFacts } from './care-facts.queries.js';
import { RuleBook } from './rule-book.js';
import type { TellingWorld } from './tell-decision.js';

/** Reads everything that telling looks at. A few queries for any number of cars. */
@Injectable()
export class TellWorlds {
  constructor(
    private readonly facts: CareFactsQueries,
    private readonly people: CarPeople,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly book: RuleBook,
    private readonly campaigns: CareCampaigns,
  ) {}

  /** `now`: when it is told, also on a day to come; files and rules are read as they are. `campaignId`: of a draft. */
  async of(
    items: readonly { vehicleId: string; storeId: string }[],
    now: number,
    campaignId?: string,
  ): Promise<TellingWorld & { readonly facts: ReadonlyMap<string, CarFacts> }> {
    const vehicleIds = [...new Set(items.map(({ vehicleId }) => vehicleId))];
    const [facts, people, stores] = await Promise.all([
      this.facts.of(vehicleIds, businessDate(now)),
      this.people.of(vehicleIds),
      this.stores.findByIds(items.map(({ storeId }) => storeId)),
    ]);
    const cars = [...facts].flatMap(([vehicleId, { car, rules }]) =>
      car ? { vehicleId, storeId: car.storeId, rules } : [],
    );
    const [owners, invited] = await Promise.all([
      this.owners.findByIds([...people.values()].flat().map(({ ownerId }) => ownerId)),
      this.campaigns.invited(cars, campaignId === undefined ? [] : [campaignId]),
    ]);
    return { facts, people, owners, stores, invited, now };
  }

  /** What messages speak of that other rooms have planned: people, cars, and the rule that lent the words. */
  async ofMessages(
    plans: readonly Pick<MessagePlan, 'ownerId' | 'vehicleId' | 'storeId' | 'kind'>[],
    now: number,
  ) {
    const vehicleIds = [...new Set(plans.flatMap(({ vehicleId }) => vehicleId ?? []))];
    const [facts, owners, rules] = await Promise.all([
      this.facts.of(vehicleIds, businessDate(now)),
      this.owners.findByIds([...new Set(plans.map(({ ownerId }) => ownerId))]),
      this.book.forStores([...new Set(plans.map(({ storeId }) => storeId))]),
    ]);
    const ruleOf = ({ storeId, kind }: (typeof plans)[number]): EffectiveRule | undefined =>
      [...(rules.get(storeId)?.values() ?? [])].find((rule) => !isPlanned(rule) && rule.body.kind === kind);
    return { facts, owners, ruleOf };
  }
}
