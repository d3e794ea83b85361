import type { CareEvent, CareStageBody } from '@cheban/contracts';
import { sayDateTime, sayFullTime } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { campaignKey } from '../../../platform/planned/index.js';
import {
  type DueMessage,
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  sayShort,
  sayStage,
} from '../../messaging/index.js';
import type { Store } from '../../store/index.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';

/** Kinds of messages about waves, each with the event whose rule has its words. */
const eventOf = { campaign_open: 'campaign', campaign_reminder: 'campaign_asked' } as const satisfies Partial<
  Record<string, CareEvent>
>;
type Kind = keyof typeof eventOf;
const kinds = Object.keys(eventOf) as Kind[];

/** A wave to be spoken of, at one of its stores. */
export interface WaveNews {
  readonly campaign: Campaign;
  readonly wave: Wave;
  readonly store: Store;
}

/** Messages about waves. What was stopped, changed or is over meanwhile is not spoken of any more. */
@Injectable()
export class CampaignMessages implements OnModuleInit {
  constructor(
    private readonly checks: MessageChecks,
    private readonly rules: EventRules,
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.registerMany(kinds, (messages) => this.untrue(messages));
  }

  /** A message to one owner, once for the wave and kind. */
  plan(
    { campaign, wave, store }: WaveNews,
    ownerId: string,
    kind: Kind,
    { body }: EventRule,
    stage: CareStageBody,
    notBefore: number,
  ): MessagePlan {
    const { title } = campaign.plan;
    const facts = {
      why: `${store.name}请您来抢红包：“${title}”`,
      topic: title,
      date: sayDateTime(wave.startsAt, notBefore),
      store: store.name,
      phone: store.phone,
    };
    return {
      ...sayStage(stage, facts),
      dedupeKey: `${campaignKey(campaign.id)}${wave.number}:${ownerId}:${kind}`,
      storeId: store.id,
      ownerId,
      vehicleId: null,
      kind,
      class: kind === 'campaign_reminder' ? 'service' : 'marketing',
      subjectType: 'campaign',
      subjectId: campaign.id,
      words: {
        service: title,
        time: sayFullTime(wave.startsAt),
        store: store.name,
        note: sayShort(stage, facts, '点开即可参加'),
        wave: String(wave.number),
      },
      page: `subpackages/campaign/wave/index?id=${campaign.id}&wave=${wave.number}`,
      actionLabel: body.actionLabel,
      // Whatever the rule says: WeChat forbids red packets to the official account.
      channels: body.channels.filter((channel) => channel === 'subscribe'),
      notBefore,
      expiresAt: wave.endsAt,
    };
  }

  private async untrue(messages: readonly DueMessage[]): Promise<Map<string, string>> {
    const ids = messages.flatMap(({ subjectId }) => subjectId ?? []);
    const [campaigns, waves] = await Promise.all([
      this.campaigns.findByIds(ids),
      this.waves.ofCampaigns(ids),
    ]);
    const now = this.clock.now();
    const untrue = new Map<string, string>();
    for (const { id, kind, storeId, subjectId, words } of messages) {
      const campaign = campaigns.get(subjectId ?? '');
      const wave = waves.get(subjectId ?? '')?.find(({ number }) => String(number) === words.wave);
      const why =
        !campaign || !wave || campaign.state === 'killed'
          ? '活动已停止。'
          : wave.closedAt !== null || wave.soldOutAt !== null || now >= wave.endsAt
            ? '这一波已经结束。'
            : await this.rules.whyNot(storeId, eventOf[kind as Kind]);
      if (why !== null) untrue.set(id, why);
    }
    return untrue;
  }
}
