import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { isGrabbable } from '../../../platform/planned/index.js';
import { type CampaignLender, type CareCampaign, CareCampaigns } from '../../care/index.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';

/** Lends campaigns to the rules of reminders, which may invite to them. */
@Injectable()
export class LendCampaigns implements OnModuleInit, CampaignLender {
  constructor(
    private readonly care: CareCampaigns,
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.care.lendBy(this);
  }

  async byIds(ids: readonly string[]): Promise<CareCampaign[]> {
    return this.lent([...(await this.campaigns.findByIds(ids)).values()]);
  }

  async at(storeId: string): Promise<CareCampaign[]> {
    return this.lent(await this.campaigns.runningAt([storeId], this.clock.now()));
  }

  private async lent(campaigns: readonly Campaign[]): Promise<CareCampaign[]> {
    const waves = await this.waves.ofCampaigns(campaigns.map(({ id }) => id));
    return campaigns.map(({ id, state, plan }) => ({
      id,
      title: plan.title,
      storeIds: plan.storeIds,
      segment: plan.segment,
      waves: isGrabbable(state)
        ? (waves.get(id) ?? [])
            .filter(({ closedAt, soldOutAt }) => closedAt === null && soldOutAt === null)
            .sort((a, b) => a.startsAt - b.startsAt)
        : [],
      page: `subpackages/campaign/wave/index?id=${id}`,
    }));
  }
}
