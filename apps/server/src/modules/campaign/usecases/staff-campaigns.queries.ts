import {
  type CampaignAction,
  campaignActions,
  campaignStateLabel,
  type routes,
  saySegment,
  waveStateLabel,
} from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { after } from '../domain/campaign-states.js';
import { oddsText } from '../domain/campaign-words.js';
import { waveCost, wavePackets } from '../domain/plan-problems.js';
import { waveState } from '../domain/wave-state.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { ClaimFigures, type WaveTotals } from '../persistence/claim-figures.repository.js';
import { type Wave, WaveRepository } from '../persistence/wave.repository.js';
import { owns, seen } from './campaign-scope.js';
import { ownApproval } from './decide-campaign.usecase.js';

type Routes = (typeof routes)['staffCampaign'];
type ItemView = ViewOf<Routes['list']>['items'][number];
type DetailView = ViewOf<Routes['detail']>;
type Meter = ItemView['meter'];

/** Which permission a step of staff asks for. */
const permissionOf = {
  edit: 'campaign.manage',
  submit: 'campaign.manage',
  withdraw: 'campaign.manage',
  approve: 'campaign.approve',
  reject: 'campaign.approve',
  kill: 'campaign.kill',
} as const satisfies Record<CampaignAction, string>;

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Campaigns as staff see them. */
@Injectable()
export class StaffCampaigns {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly waves: WaveRepository,
    private readonly figures: ClaimFigures,
    private readonly stores: StoreCatalog,
    private readonly staff: Advisors,
    private readonly clock: Clock,
  ) {}

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize } = query;
    const storeIds = storesOf(actor, query.storeId);
    const { campaigns, total } = await this.campaigns.page(storeIds, query.state, page, pageSize);
    return { items: await this.items(actor, campaigns), total, page, pageSize };
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
    const [names, stores, totals, waves] = await Promise.all([
      this.staff.names(
        campaigns.flatMap(({ createdBy, submittedBy, approvedBy }) => [createdBy, submittedBy, approvedBy]),
      ),
      this.stores.findByIds(campaigns.flatMap(({ plan }) => plan.storeIds)),
      this.figures.totals(ids),
      this.waves.ofCampaigns(ids),
    ]);
    const storeNames = new Map(stores.map(({ id, name }) => [id, name]));
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ''));
    return campaigns.map((campaign) => {
      const { plan, state } = campaign;
      const own = waves.get(campaign.id) ?? [];
      return {
        id: campaign.id,
        code: campaign.code,
        title: plan.title,
        subtitle: plan.subtitle,
        state,
        stateLabel: campaignStateLabel[state],
        storeIds: plan.storeIds,
        storeNames: plan.storeIds.map((id) => storeNames.get(id) ?? ''),
        startsAt: iso(campaign.startsAt),
        endsAt: iso(campaign.endsAt),
        meter: meterOf(campaign, own, totals),
        createdByName: nameOf(campaign.createdBy) ?? '',
        submittedByName: nameOf(campaign.submittedBy),
        submittedAt: isoOrNull(campaign.submittedAt),
        approvedByName: nameOf(campaign.approvedBy),
        approvedAt: isoOrNull(campaign.approvedAt),
        reason: campaign.reason,
        actions: actionsOf(actor, campaign),
        blocked: state === 'submitted' ? ownApproval(actor, campaign) : null,
      };
    });
  }
}

function actionsOf(actor: StaffActor, campaign: Campaign): CampaignAction[] {
  if (!owns(actor, campaign)) return [];
  return campaignActions.filter(
    (action) =>
      after(action, campaign.state) !== null &&
      may(actor, permissionOf[action]) &&
      (action !== 'approve' || ownApproval(actor, campaign) === null),
  );
}

/** Always: packed = claimed + returned + left, and budget + returned = open + packed. */
function meterOf(campaign: Campaign, waves: readonly Wave[], totals: ReadonlyMap<string, WaveTotals>): Meter {
  const { packedFen, returnedFen } = campaign;
  const { budgetFen } = campaign.plan;
  const own = waves.flatMap(({ id }) => totals.get(id) ?? []);
  const claimedFen = own.reduce((sum, total) => sum + total.claimedFen, 0);
  return {
    budgetFen,
    packedFen,
    claimedFen,
    paidFen: own.reduce((sum, total) => sum + total.paidFen, 0),
    returnedFen,
    leftFen: packedFen - claimedFen - returnedFen,
    openFen: budgetFen + returnedFen - packedFen,
    claimedPercent: budgetFen === 0 ? 0 : Math.round((100 * claimedFen) / budgetFen),
    packets: waves.reduce((sum, { packets }) => sum + packets, 0),
    claims: own.reduce((sum, { claims }) => sum + claims, 0),
  };
}
