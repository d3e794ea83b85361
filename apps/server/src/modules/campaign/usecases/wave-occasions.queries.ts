import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audiences } from '../../care/index.js';
import {
  EventOccasions,
  type MessagePlan,
  type OccasionRequest,
  type Occasions,
} from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { announcementOf } from '../domain/announcement.js';
import { AnnouncementRepository } from '../persistence/announcement.repository.js';
import { CampaignRepository } from '../persistence/campaign.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { CampaignMessages } from './campaign-messages.js';

type WaveEvent = 'campaign' | 'campaign_asked';

/** What the rules of red packets would say about the waves that are planned. */
@Injectable()
export class WaveOccasions implements OnModuleInit {
  constructor(
    private readonly occasions: EventOccasions,
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly audiences: Audiences,
    private readonly stores: StoreCatalog,
    private readonly news: CampaignMessages,
  ) {}

  onModuleInit(): void {
    for (const event of ['campaign', 'campaign_asked'] as const)
      this.occasions.register(event, (asked) => this.of(event, asked));
  }

  private async of(
    event: WaveEvent,
    { storeId, rule, now, until, most }: OccasionRequest,
  ): Promise<Occasions> {
    const store = await this.stores.findById(storeId);
    const running = (await this.campaigns.inStates(['scheduled', 'live'])).filter(({ plan }) =>
      plan.storeIds.includes(storeId),
    );
    const all = await this.waves.ofCampaigns(running.map(({ id }) => id));
    const plans: MessagePlan[] = [];
    let [coming, total] = [0, 0];
    for (const campaign of store ? running : []) {
      const waves = (all.get(campaign.id) ?? []).filter(({ startsAt }) => startsAt > now && startsAt < until);
      if (waves.length === 0 || !store) continue;
      const { ownerIds } = await this.audiences.page(storeId, campaign.plan.segment, '', most);
      const people = [...new Set(ownerIds)];
      const { owners } = await this.audiences.count([storeId], campaign.plan.segment);
      for (const wave of waves) {
        coming += 1;
        const due = announcementOf(wave.startsAt, now, rule.body);
        const asked = await this.announcements.asked(wave.id, people);
        // Who has asked to be reminded is not told of the wave as well.
        const wanted = people.filter((id) => asked.has(id) === (event === 'campaign_asked'));
        if (!due) continue;
        const kind = event === 'campaign' ? 'campaign_open' : 'campaign_reminder';
        const at = Math.max(now, due.at);
        plans.push(
          ...wanted.map((id) => this.news.plan({ campaign, wave, store }, id, kind, rule, due.stage, at)),
        );
        total += people.length === 0 ? 0 : Math.round((wanted.length * owners) / people.length);
      }
    }
    return {
      basis: `按今后 30 天的 ${coming} 波红包${event === 'campaign' ? '' : '和已设提醒的车主'}计算。`,
      plans,
      total,
    };
  }
}
