import type { RuleCampaign } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type CareCampaign, type Invited, invitedKey, nextWave, sayRun } from '../domain/care-campaign.js';
import type { RuleSet } from '../domain/care-rule.js';
import { Audiences } from './audiences.queries.js';

/** Who knows the campaigns; those that owners never saw are not lent. */
export interface CampaignLender {
  byIds(ids: readonly string[]): Promise<readonly CareCampaign[]>;
  /** Those that run or come at a store. */
  at(storeId: string): Promise<readonly CareCampaign[]>;
}

/**
 * The campaigns that marketing reminders may invite to. Rules only name them; what they are is lent by the room of
 * campaigns, which is above this one and fills this at boot.
 */
@Injectable()
export class CareCampaigns {
  private lender: CampaignLender | null = null;

  constructor(
    private readonly audiences: Audiences,
    private readonly clock: Clock,
  ) {}

  /** Says who knows the campaigns. Throws if somebody has said so already. */
  lendBy(lender: CampaignLender): void {
    if (this.lender) throw new Error('Campaigns are lent by another room already');
    this.lender = lender;
  }

  async byIds(ids: readonly string[]): Promise<readonly CareCampaign[]> {
    return ids.length === 0 ? [] : this.room.byIds([...new Set(ids)]);
  }

  /** Those that a rule of the store may name now. */
  async at(storeId: string): Promise<RuleCampaign[]> {
    return this.views(await this.room.at(storeId)).filter(({ open }) => open);
  }

  private get room(): CampaignLender {
    if (!this.lender) throw new Error('No room lends campaigns');
    return this.lender;
  }

  /** As staff see them, also those that are over. */
  views(campaigns: readonly CareCampaign[]): RuleCampaign[] {
    const now = this.clock.now();
    return campaigns.map((campaign) => ({
      id: campaign.id,
      title: campaign.title,
      when: sayRun(campaign, now),
      open: nextWave(campaign, now) !== null,
    }));
  }

  /** Which of the cars are invited to the campaigns that their rules, or `more`, name. Without any it asks nobody. */
  async invited(
    cars: readonly { vehicleId: string; storeId: string; rules: RuleSet }[],
    more: readonly string[] = [],
  ): Promise<Invited> {
    const sets = new Set(cars.map(({ rules }) => rules));
    const named = [...sets].flatMap((rules) =>
      [...rules.values()].flatMap(({ body, state }) => (state === 'on' ? (body.campaignId ?? []) : [])),
    );
    const invited = new Map<string, CareCampaign>();
    for (const campaign of await this.byIds([...named, ...more])) {
      const here = cars.filter(({ storeId }) => campaign.storeIds.includes(storeId));
      for (const { vehicleId } of await this.audiences.among(here, campaign.segment))
        invited.set(invitedKey(campaign.id, vehicleId), campaign);
    }
    return invited;
  }
}
