import { campaignStateLabel, type routes, saySegment, waveStateLabel } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { isPublic } from '../../../platform/planned/index.js';
import { MiniCodes } from '../../media/index.js';
import { oddsText } from '../domain/campaign-words.js';
import { waveCost, wavePackets } from '../domain/plan-problems.js';
import { waveState } from '../domain/wave-state.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimFigures, type WaveTotals } from '../persistence/claim-figures.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { seen } from './campaign-scope.js';
import { budgetOf, PlanHeads } from './plan-heads.queries.js';

type Routes = (typeof routes)['staffCampaign'];
type ItemView = ViewOf<Routes['list']>['items'][number];
type DetailView = ViewOf<Routes['detail']>;
type Meter = ItemView['meter'];

const iso = (at: number) => toDate(at).toISOString();

/** Campaigns as staff see them. */
@Injectable()
export class StaffCampaigns {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly figures: ClaimFigures,
    private readonly heads: PlanHeads,
    private readonly codes: MiniCodes,
    private readonly clock: Clock,
  ) {}

  /** The mini-program code that opens it, for a poster; null while WeChat does not give it. Throws CAMPAIGN.STATE. */
  async codePicture(actor: StaffActor, id: string): Promise<string | null> {
    const { state } = seen(actor, await this.campaigns.findById(id));
    if (!isPublic(state)) throw new AppError('CAMPAIGN.STATE');
    return this.codes.picture('subpackages/campaign/wave/index', id);
  }

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize } = query;
    const storeIds = storesOf(actor, query.storeId);
    const { found, total } = await this.campaigns.page(storeIds, query.state, query);
    return { items: await this.items(actor, found), total, page, pageSize };
  }

  /** Those that wait for a yes, the one that starts first on top. */
  async approvals(actor: StaffActor): Promise<ViewOf<Routes['approvals']>> {
    const waiting = (await this.campaigns.inStates(['submitted'])).filter((campaign) =>
      campaign.plan.storeIds.some((storeId) => actor.storeIds.includes(storeId)),
    );
    return { items: await this.items(actor, waiting) };
  }

  async detail(actor: StaffActor, id: string): Promise<DetailView> {
    const campaign = seen(actor, await this.campaigns.findById(id));
    const [item] = await this.items(actor, [campaign]);
    const waves = (await this.waves.ofCampaigns([id])).get(id) ?? [];
    const totals = await this.figures.totals([id]);
    if (!item) throw new Error('A campaign without a view');
    const { plan } = campaign;
    return {
      ...item,
      version: campaign.version,
      plan,
      audience: saySegment(plan.segment),
      oddsText: oddsText(plan.oddsPpm),
      waves: plan.waves.map((planned, index) => {
        const startsAt = Date.parse(planned.startsAt);
        const wave = waves[index];
        const total = wave ? totals.get(wave.id) : undefined;
        const times = wave ?? {
          startsAt,
          endsAt: startsAt + planned.minutes * MINUTE_MS,
          soldOutAt: null,
        };
        const state = waveState(campaign.state, times, this.clock.now());
        return {
          number: index + 1,
          state,
          stateLabel: waveStateLabel[state],
          startsAt: iso(times.startsAt),
          endsAt: iso(times.endsAt),
          packets: wavePackets(planned.prizes),
          claims: total?.claims ?? 0,
          packedFen: waveCost(planned.prizes),
          claimedFen: total?.claimedFen ?? 0,
          soldOutAfterSec:
            times.soldOutAt === null ? null : Math.round((times.soldOutAt - times.startsAt) / 100) / 10,
          prizes: planned.prizes,
        };
      }),
    };
  }

  private async items(actor: StaffActor, campaigns: readonly Campaign[]): Promise<ItemView[]> {
    const ids = campaigns.map(({ id }) => id);
    const [headOf, totals, waves] = await Promise.all([
      this.heads.of(actor, campaigns),
      this.figures.totals(ids),
      this.waves.ofCampaigns(ids),
    ]);
    return campaigns.map((campaign) => ({
      ...headOf(campaign),
      state: campaign.state,
      stateLabel: campaignStateLabel[campaign.state],
      meter: meterOf(campaign, waves.get(campaign.id) ?? [], totals),
    }));
  }
}

function meterOf(campaign: Campaign, waves: readonly Wave[], totals: ReadonlyMap<string, WaveTotals>): Meter {
  const own = waves.flatMap(({ id }) => totals.get(id) ?? []);
  const claimedFen = own.reduce((sum, total) => sum + total.claimedFen, 0);
  const { wonPercent, ...budget } = budgetOf(campaign, claimedFen);
  return {
    ...budget,
    claimedFen,
    claimedPercent: wonPercent,
    paidFen: own.reduce((sum, total) => sum + total.paidFen, 0),
    packets: waves.reduce((sum, { packets }) => sum + packets, 0),
    claims: own.reduce((sum, { claims }) => sum + claims, 0),
  };
}
