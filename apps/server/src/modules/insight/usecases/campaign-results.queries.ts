import { campaignStepLabel, campaignSteps, type routes } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { RETURNED } from '../../../platform/planned/index.js';
import { Audiences } from '../../care/index.js';
import { AttributionFigures, ratiosOf } from './attribution-figures.queries.js';

type ResultsView = ViewOf<(typeof routes)['staffCampaign']['results']>;

interface CampaignRow {
  state: string;
  segment: string | null;
  startsAt: Date;
  endsAt: Date;
  days: number;
}

/** The first win of each person counts; what they do within the window after it is put down to the campaign. */
const WINNERS =
  '(SELECT owner_id, MIN(won_at) AS won_at FROM packet_claim WHERE campaign_id = ? GROUP BY owner_id)';

/** What a campaign brought back: from those who could see it to the money that the workshop earned. */
@Injectable()
export class CampaignResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audiences: Audiences,
    private readonly figures: AttributionFigures,
    private readonly clock: Clock,
  ) {}

  /** Of all stores of the campaign; a campaign without a store of theirs answers like a missing one. */
  async show(actor: StaffActor, id: string): Promise<ResultsView> {
    const stores = await this.uow.read<{ storeId: string }>(
      'SELECT store_id AS storeId FROM campaign_store WHERE campaign_id = ?',
      [id],
    );
    const storeIds = stores.map(({ storeId }) => storeId);
    if (!storeIds.some((storeId) => actor.storeIds.includes(storeId))) throw notFound();
    const [campaign] = await this.uow.read<CampaignRow>(
      `SELECT state, segment, starts_at AS startsAt, ends_at AS endsAt, attribution_days AS days
         FROM campaign WHERE id = ?`,
      [id],
    );
    if (!campaign) throw notFound();
    const { days } = campaign;
    const reached = { people: WINNERS, params: [id], storeIds, days };
    const [audience, told, { seen, costFen }, people, visits, byHour] = await Promise.all([
      this.audiences.count(storeIds, campaign.segment === null ? null : JSON.parse(campaign.segment)),
      this.figures.told(id, storeIds),
      this.spread(id),
      this.figures.people(reached),
      this.figures.visits(reached),
      this.byHour(id),
    ]);
    const until = campaign.endsAt.getTime() + days * DAY_MS;
    const owners = { reachable: audience.owners, told, seen, ...people };
    return {
      from: campaign.startsAt.toISOString(),
      until: toDate(until).toISOString(),
      attributionDays: days,
      open: this.clock.now() < until,
      steps: campaignSteps.map((step) => ({ step, label: campaignStepLabel[step], owners: owners[step] })),
      cars: visits.cars,
      carsWonBack: visits.carsWonBack,
      outputFen: visits.outputFen,
      costFen,
      ...ratiosOf(costFen, visits.cars, visits.outputFen),
      byHour,
    };
  }

  private async spread(id: string) {
    const [row] = await this.uow.read<Record<'seen' | 'costFen', string>>(
      `SELECT (SELECT COUNT(*) FROM campaign_seen WHERE campaign_id = ?) AS seen,
              (SELECT COALESCE(SUM(amount_fen), 0) FROM packet_claim
                WHERE campaign_id = ? AND state NOT IN ${RETURNED}) AS costFen`,
      [id, id],
    );
    return { seen: Number(row?.seen ?? 0), costFen: Number(row?.costFen ?? 0) };
  }

  private async byHour(id: string): Promise<ResultsView['byHour']> {
    const rows = await this.uow.read<{ hour: string; claims: string }>(
      `SELECT DATE_FORMAT(won_at, '%Y-%m-%dT%H:00:00.000Z') AS hour, COUNT(*) AS claims
         FROM packet_claim WHERE campaign_id = ? GROUP BY hour ORDER BY hour`,
      [id],
    );
    return rows.map(({ hour, claims }) => ({ at: hour, claims: Number(claims) }));
  }
}
