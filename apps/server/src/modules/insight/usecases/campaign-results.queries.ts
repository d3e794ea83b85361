import { campaignStepLabel, campaignSteps, type routes } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { Audiences } from '../../care/index.js';

type ResultsView = ViewOf<(typeof routes)['staffCampaign']['results']>;

interface CampaignRow {
  state: string;
  segment: string | null;
  startsAt: Date;
  endsAt: Date;
  days: number;
}

/** The first win of each person counts; what they do within the window after it is put down to the campaign. */
const WINNERS = `(SELECT owner_id, MIN(won_at) AS won_at FROM packet_claim WHERE campaign_id = ? GROUP BY owner_id) w`;
const WINDOW = 'BETWEEN w.won_at AND DATE_ADD(w.won_at, INTERVAL ? DAY)';

/** What a campaign brought back: from those who could see it to the money that the workshop earned. */
@Injectable()
export class CampaignResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audiences: Audiences,
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
    const [audience, people, visits, byHour] = await Promise.all([
      this.audiences.count(storeIds, campaign.segment === null ? null : JSON.parse(campaign.segment)),
      this.people(id, storeIds, days),
      this.visits(id, storeIds, days),
      this.byHour(id),
    ]);
    const until = campaign.endsAt.getTime() + days * DAY_MS;
    const owners = { reachable: audience.owners, ...people };
    return {
      from: campaign.startsAt.toISOString(),
      until: toDate(until).toISOString(),
      attributionDays: days,
      open: this.clock.now() < until,
      steps: campaignSteps.map((step) => ({ step, label: campaignStepLabel[step], owners: owners[step] })),
      cars: visits.cars,
      carsWonBack: visits.carsWonBack,
      outputFen: visits.outputFen,
      costFen: people.costFen,
      costPerCarFen: visits.cars === 0 ? null : Math.round(people.costFen / visits.cars),
      outputPerCost:
        people.costFen === 0 ? null : Math.round((100 * visits.outputFen) / people.costFen) / 100,
      byHour,
    };
  }

  private async people(id: string, storeIds: string[], days: number) {
    const [row] = await this.uow.read<Record<'seen' | 'claimed' | 'booked' | 'arrived' | 'costFen', string>>(
      `SELECT (SELECT COUNT(*) FROM campaign_seen WHERE campaign_id = ?) AS seen,
              (SELECT COUNT(DISTINCT owner_id) FROM packet_claim WHERE campaign_id = ?) AS claimed,
              (SELECT COUNT(*) FROM ${WINNERS} WHERE EXISTS (SELECT 1 FROM booking b
                 WHERE b.owner_id = w.owner_id AND b.store_id IN (?) AND b.created_at ${WINDOW})) AS booked,
              (SELECT COUNT(*) FROM ${WINNERS} WHERE EXISTS (SELECT 1 FROM visit v
                 WHERE v.owner_id = w.owner_id AND v.store_id IN (?) AND v.arrived_at ${WINDOW})) AS arrived,
              (SELECT COALESCE(SUM(amount_fen), 0) FROM packet_claim
                WHERE campaign_id = ? AND state <> 'lapsed') AS costFen`,
      [id, id, id, storeIds, days, id, storeIds, days, id],
    );
    return {
      seen: Number(row?.seen ?? 0),
      claimed: Number(row?.claimed ?? 0),
      booked: Number(row?.booked ?? 0),
      arrived: Number(row?.arrived ?? 0),
      costFen: Number(row?.costFen ?? 0),
    };
  }

  /** Won back: the car's last paid visit before was more than one and a half service cycles ago (mission A). */
  private async visits(id: string, storeIds: string[], days: number) {
    const [row] = await this.uow.read<Record<'cars' | 'wonBack' | 'outputFen', string>>(
      `SELECT COUNT(DISTINCT x.vehicle_id) AS cars,
              COUNT(DISTINCT CASE WHEN x.last_on < x.at_risk_before THEN x.vehicle_id END) AS wonBack,
              COALESCE(SUM(x.paid_fen), 0) AS outputFen
         FROM (SELECT v.vehicle_id, o.paid_fen,
                      DATE_SUB(DATE(v.arrived_at), INTERVAL s.cycle_months * 45 DAY) AS at_risk_before,
                      (SELECT MAX(r.visited_on) FROM service_record r
                        WHERE r.vehicle_id = v.vehicle_id AND r.paid_fen > 0
                          AND r.visited_on < DATE(v.arrived_at)) AS last_on
                 FROM ${WINNERS} JOIN visit v ON v.owner_id = w.owner_id
                 JOIN store s ON s.id = v.store_id
                 LEFT JOIN work_order o ON o.visit_id = v.id
                WHERE v.store_id IN (?) AND v.arrived_at ${WINDOW}) x`,
      [id, storeIds, days],
    );
    return {
      cars: Number(row?.cars ?? 0),
      carsWonBack: Number(row?.wonBack ?? 0),
      outputFen: Number(row?.outputFen ?? 0),
    };
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
