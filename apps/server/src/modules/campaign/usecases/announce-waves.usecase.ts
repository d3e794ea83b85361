import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Audiences } from '../../care/index.js';
import { type EventRuleSet, EventRules, Messages, ruleOn } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { announcementOf } from '../domain/announcement.js';
import { AnnouncementRepository } from '../persistence/announcement.repository.js';
import { CampaignRepository } from '../persistence/campaign.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { CampaignMessages, type WaveNews } from './campaign-messages.js';

/** Cars of one step: a bounded transaction. */
const CHUNK = 500;

/**
 * Tells the people of a campaign that a wave comes: everybody once, except who does not want to hear of offers and who
 * has asked to be reminded. Each step writes its messages and how far it has come together, so that a crash repeats
 * nothing and loses nothing. Any number of workers may run it at once.
 */
@Injectable()
export class AnnounceWaves {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly audiences: Audiences,
    private readonly rules: EventRules,
    private readonly stores: StoreCatalog,
    private readonly messages: Messages,
    private readonly news: CampaignMessages,
    private readonly clock: Clock,
  ) {}

  /** Returns how many messages were written. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const running = await this.campaigns.inStates(['scheduled', 'live']);
    const all = await this.waves.ofCampaigns(running.map(({ id }) => id));
    const coming = [...all.values()].flat().filter(({ startsAt }) => startsAt > now);
    const done = await this.announcements.done(coming.map(({ id }) => id));
    const told = new Set(done.map(({ waveId, storeId }) => `${waveId} ${storeId}`));
    const stores = await this.stores.findByIds([...new Set(running.flatMap(({ plan }) => plan.storeIds))]);
    const rules = new Map<string, Promise<EventRuleSet>>();
    let planned = 0;
    for (const campaign of running) {
      const its = stores.filter(({ id }) => campaign.plan.storeIds.includes(id));
      for (const wave of coming.filter(({ campaignId }) => campaignId === campaign.id)) {
        for (const store of its.filter(({ id }) => !told.has(`${wave.id} ${id}`))) {
          const known = rules.get(store.id) ?? this.rules.of(store.id);
          rules.set(store.id, known);
          planned += await this.announce({ campaign, wave, store }, await known);
        }
      }
    }
    return planned;
  }

  private async announce(news: WaveNews, rules: EventRuleSet): Promise<number> {
    const now = this.clock.now();
    const rule = ruleOn(rules, 'campaign');
    const due = rule ? announcementOf(news.wave.startsAt, now, rule.body) : null;
    if (!rule || !due || due.at > now) return 0;
    let planned = 0;
    for (;;) {
      const step = await this.step(news, (ownerId) =>
        this.news.plan(news, ownerId, 'campaign_open', rule, due.stage, now),
      );
      planned += step.planned;
      if (!step.more) return planned;
    }
  }

  private step(
    { campaign, wave, store }: WaveNews,
    planFor: (ownerId: string) => ReturnType<CampaignMessages['plan']>,
  ): Promise<{ planned: number; more: boolean }> {
    const key = { waveId: wave.id, storeId: store.id };
    return this.uow.run(async (tx) => {
      const open = await this.announcements.lock(tx, key);
      if (!open) return { planned: 0, more: false };
      const { segment } = campaign.plan;
      const { ownerIds, next } = await this.audiences.page(store.id, segment, open.cursor, CHUNK);
      const people = [...new Set(ownerIds)];
      const [asked, refused] = await Promise.all([
        this.announcements.asked(wave.id, people),
        this.messages.optedOut(people, 'marketing', 'campaign_open'),
      ]);
      const wanted = people.filter((ownerId) => !asked.has(ownerId) && !refused.has(ownerId));
      const ids = await this.messages.planMany(tx, wanted.map(planFor));
      const planned = ids.filter((id) => id !== null).length;
      await this.announcements.advance(tx, key, next, planned);
      return { planned, more: next !== null };
    });
  }
}
