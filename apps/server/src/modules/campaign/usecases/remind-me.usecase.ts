import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { EventRules, Messages, ruleOn } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { ASK_UNTIL_MS, REMIND_BEFORE_MS } from '../domain/announcement.js';
import { waveState } from '../domain/wave-state.js';
import { AnnouncementRepository } from '../persistence/announcement.repository.js';
import type { Campaign } from '../persistence/campaign.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { CampaignMessages } from './campaign-messages.js';
import type { Visible } from './invitations.js';
import { OwnerCampaigns } from './owner-campaigns.queries.js';

type Routes = (typeof routes)['campaign'];

/** 开抢提醒我: one message just before a wave, because the person asked for it. */
@Injectable()
export class RemindMe {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visible: OwnerCampaigns,
    private readonly waves: WaveRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly rules: EventRules,
    private readonly stores: StoreCatalog,
    private readonly messages: Messages,
    private readonly news: CampaignMessages,
    private readonly clock: Clock,
  ) {}

  /** Asking again changes nothing. Throws CAMPAIGN.STATE when it is too late, or nobody is reminded. */
  async ask(ownerId: string, id: string, number: number): Promise<ViewOf<Routes['remind']>> {
    const found = await this.visible.find(ownerId, id);
    const wave = await this.waves.find(id, number);
    if (!wave) throw notFound();
    const storeId = found.invited[0]?.storeId ?? '';
    const [store, rule] = await Promise.all([this.stores.findById(storeId), this.ruleFor(found)]);
    const stage = rule?.body.stages[0];
    if (!store || !rule || !stage || !this.isOpen(found, wave)) throw new AppError('CAMPAIGN.STATE');
    const at = wave.startsAt - REMIND_BEFORE_MS;
    const news = { campaign: found.planned, wave, store };
    await this.uow.run(async (tx) => {
      await this.announcements.ask(tx, wave.id, ownerId);
      await this.messages.plan(tx, this.news.plan(news, ownerId, 'campaign_reminder', rule, stage, at));
    });
    return { at: toDate(at).toISOString() };
  }

  /** What the page of a wave offers. */
  async stateOf(ownerId: string, found: Visible<Campaign>, wave: Wave): Promise<'offered' | 'asked' | null> {
    if (!this.isOpen(found, wave)) return null;
    const asked = await this.announcements.asked(wave.id, [ownerId]);
    if (asked.has(ownerId)) return 'asked';
    return (await this.ruleFor(found)) ? 'offered' : null;
  }

  private isOpen({ planned, invited }: Visible<Campaign>, wave: Wave): boolean {
    const now = this.clock.now();
    const coming = waveState(planned.state, wave, now) === 'coming';
    return invited.length > 0 && coming && now < wave.startsAt - ASK_UNTIL_MS;
  }

  private async ruleFor({ invited }: Visible<Campaign>) {
    return ruleOn(await this.rules.of(invited[0]?.storeId ?? ''), 'campaign_asked');
  }
}
