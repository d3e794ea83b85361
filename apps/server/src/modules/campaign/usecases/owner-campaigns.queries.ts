import { type routes, waveStateLabel } from '@cheban/contracts';
import { dayAndClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { oddsText } from '../domain/campaign-words.js';
import { waveState } from '../domain/wave-state.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { Invitations, type Visible } from './invitations.js';
import { PacketViews } from './packet-views.queries.js';

type Routes = (typeof routes)['campaign'];
type Item = ViewOf<Routes['list']>['items'][number];
type OwnerWave = Item['waves'][number];

const iso = (at: number) => toDate(at).toISOString();

/** What a prize list says before the start. */
export const offersOf = (wave: Wave) => wave.prizes.map(({ kind, name, count }) => ({ kind, name, count }));

/** Campaigns as owners see them. */
@Injectable()
export class OwnerCampaigns {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly claims: ClaimRepository,
    private readonly packets: PacketViews,
    private readonly invitations: Invitations,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Those the person is invited to that run, come, or ended within a day. */
  async list(ownerId: string): Promise<ViewOf<Routes['list']>> {
    const visible = await this.invitations.listOf(ownerId, this.campaigns);
    return { serverNow: iso(this.clock.now()), items: await this.items(ownerId, visible) };
  }

  async detail(ownerId: string, id: string): Promise<ViewOf<Routes['detail']>> {
    const visible = await this.find(ownerId, id);
    await this.campaigns.seen(id, ownerId);
    const [item] = await this.items(ownerId, [visible]);
    if (!item) throw new Error('A campaign without a view');
    return { ...item, rulesText: visible.planned.plan.rulesText };
  }

  /** A campaign for somebody who has a car at one of its stores, invited or not; not found for everybody else. */
  async find(ownerId: string, id: string): Promise<Visible<Campaign>> {
    return this.invitations.check(ownerId, await this.campaigns.findById(id));
  }

  private async items(ownerId: string, visible: readonly Visible<Campaign>[]): Promise<Item[]> {
    const ids = visible.map(({ planned }) => planned.id);
    const waves = await this.waves.ofCampaigns(ids);
    const waveIds = [...waves.values()].flat().map(({ id }) => id);
    const claims = await this.claims.ofOwnerIn(ownerId, waveIds);
    const views = new Map((await this.packets.of(claims)).map((view) => [view.id, view]));
    const mine = new Map(claims.map((claim) => [claim.waveId, views.get(claim.id)]));
    const stores = await this.stores.findByIds(visible.flatMap(({ planned }) => planned.plan.storeIds));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    const now = this.clock.now();
    return visible.map(({ planned: campaign, invited }) => {
      const { plan } = campaign;
      const own = waves.get(campaign.id) ?? [];
      const shown = own.map((wave): OwnerWave => {
        const state = waveState(campaign.state, wave, now);
        return {
          number: wave.number,
          state,
          stateLabel: waveStateLabel[state],
          startsAt: iso(wave.startsAt),
          endsAt: iso(wave.endsAt),
          packets: wave.packets,
          prizes: offersOf(wave),
          mine: mine.get(wave.id) ?? null,
        };
      });
      const next =
        shown.find(({ state }) => state === 'open') ?? shown.find(({ state }) => state === 'coming') ?? null;
      return {
        id: campaign.id,
        title: plan.title,
        subtitle: plan.subtitle,
        storeNames: plan.storeIds.flatMap((id) => names.get(id) ?? []),
        serverNow: iso(now),
        release: plan.release,
        oddsText: oddsText(plan.oddsPpm),
        invited: invited.length > 0,
        waves: shown,
        nextWave: next?.number ?? null,
        text: textOf(next, campaign.state === 'killed', now),
      };
    });
  }
}

function textOf(next: OwnerWave | null, stopped: boolean, now: number): string {
  if (stopped) return '活动已暂停';
  if (next === null) return '已结束';
  return next.state === 'open' ? '正在进行，快来抢' : `${dayAndClock(Date.parse(next.startsAt), now)} 开抢`;
}
