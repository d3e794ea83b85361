import { type routes, waveStateLabel } from '@cheban/contracts';
import { DAY_MS, dayAndClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { isPublic } from '../../../platform/planned/index.js';
import { type AudienceCar, Audiences } from '../../care/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { oddsText } from '../domain/campaign-words.js';
import { waveState } from '../domain/wave-state.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { PacketViews } from './packet-views.queries.js';

type Routes = (typeof routes)['campaign'];
type Item = ViewOf<Routes['list']>['items'][number];
type OwnerWave = Item['waves'][number];

/** A campaign as far as one person may see it. */
export interface Visible {
  readonly campaign: Campaign;
  /** The cars by which they are invited; empty if they are not. */
  readonly invited: readonly AudienceCar[];
}

/** What is over stays in the list so long, with its result. */
const SHOW_AFTER_MS = DAY_MS;

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
    private readonly audiences: Audiences,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Those the person is invited to that run, come, or ended within a day. */
  async list(ownerId: string): Promise<ViewOf<Routes['list']>> {
    const cars = await this.vehicles.ofOwner(ownerId);
    const storeIds = [...new Set(cars.map(({ storeId }) => storeId))];
    const running = await this.campaigns.runningAt(storeIds, this.clock.now() - SHOW_AFTER_MS);
    const visible: Visible[] = [];
    for (const campaign of running) {
      const { storeIds: stores, segment } = campaign.plan;
      const { invited } = await this.audiences.carsOf(ownerId, stores, segment);
      if (invited.length > 0) visible.push({ campaign, invited });
    }
    return { serverNow: iso(this.clock.now()), items: await this.items(ownerId, visible) };
  }

  async detail(ownerId: string, id: string): Promise<ViewOf<Routes['detail']>> {
    const visible = await this.find(ownerId, id);
    await this.campaigns.seen(id, ownerId);
    const [item] = await this.items(ownerId, [visible]);
    if (!item) throw new Error('A campaign without a view');
    return { ...item, rulesText: visible.campaign.plan.rulesText };
  }

  /**
   * A campaign for somebody who has a car at one of its stores, invited or not; for everybody else there is no such
   * campaign.
   */
  async find(ownerId: string, id: string): Promise<Visible> {
    const campaign = await this.campaigns.findById(id);
    if (!campaign || !isPublic(campaign.state)) throw notFound();
    const { storeIds, segment } = campaign.plan;
    const { all, invited } = await this.audiences.carsOf(ownerId, storeIds, segment);
    if (all.length === 0) throw notFound();
    return { campaign, invited };
  }

  private async items(ownerId: string, visible: readonly Visible[]): Promise<Item[]> {
    const ids = visible.map(({ campaign }) => campaign.id);
    const waves = await this.waves.ofCampaigns(ids);
    const waveIds = [...waves.values()].flat().map(({ id }) => id);
    const claims = await this.claims.ofOwnerIn(ownerId, waveIds);
    const views = new Map((await this.packets.of(claims)).map((view) => [view.id, view]));
    const mine = new Map(claims.map((claim) => [claim.waveId, views.get(claim.id)]));
    const stores = await this.stores.findByIds(visible.flatMap(({ campaign }) => campaign.plan.storeIds));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    const now = this.clock.now();
    return visible.map(({ campaign, invited }) => {
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
