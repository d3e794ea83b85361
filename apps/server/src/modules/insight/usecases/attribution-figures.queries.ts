import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { campaignKey } from '../../../platform/planned/index.js';

/** Whom something has reached, and when: what they do within the window after it is put down to it. */
export interface Reached {
  /** A table in brackets with `owner_id` and `won_at`, one row for each person, with `params` for its marks. */
  readonly people: string;
  readonly params: readonly unknown[];
  /** Bookings and visits of these stores count. */
  readonly storeIds: readonly string[];
  /** Days of the window. */
  readonly days: number;
}

/** Characters of an id that are its time. */
const ID_TIME = 10;
/** The day of a visit at the store, as `service_record.visited_on` has it; the session counts in UTC. */
const ARRIVED_ON = 'DATE(v.arrived_at + INTERVAL 8 HOUR)';
const WINDOW = 'BETWEEN w.won_at AND DATE_ADD(w.won_at, INTERVAL ? DAY)';

/** From being reached to the money that the workshop earned; reads the tables of all rooms. */
@Injectable()
export class AttributionFigures {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * People whom a message about a campaign has reached, on the phone or read in the inbox, at these stores: of its own
   * messages, and of reminders that invite to it. A text message of those says nothing of the campaign.
   */
  async told(campaignId: string, storeIds: readonly string[]): Promise<number> {
    const [row] = await this.uow.read<{ n: string }>(
      `SELECT COUNT(*) AS n FROM (
         SELECT owner_id FROM message
          WHERE dedupe_key LIKE ? AND store_id IN (?) AND state IN ('accepted', 'delivered')
            AND (channel <> 'inbox' OR read_at IS NOT NULL)
         UNION
         SELECT owner_id FROM message
          WHERE store_id IN (?) AND id > ? AND subject_type = 'campaign' AND subject_id = ?
            AND state IN ('accepted', 'delivered') AND (channel = 'subscribe' OR read_at IS NOT NULL)) x`,
      // Ids begin with their time: nothing spoke of the campaign before the millisecond it was planned in.
      [`${campaignKey(campaignId)}%`, storeIds, storeIds, campaignId.slice(0, ID_TIME), campaignId],
    );
    return Number(row?.n ?? 0);
  }

  /** People, and those of them who booked and who came within the window. */
  async people({ people, params, storeIds, days }: Reached) {
    const [row] = await this.uow.read<Record<'claimed' | 'booked' | 'arrived', string>>(
      `SELECT (SELECT COUNT(*) FROM ${people} w) AS claimed,
              (SELECT COUNT(*) FROM ${people} w WHERE EXISTS (SELECT 1 FROM booking b
                 WHERE b.owner_id = w.owner_id AND b.store_id IN (?) AND b.created_at ${WINDOW})) AS booked,
              (SELECT COUNT(*) FROM ${people} w WHERE EXISTS (SELECT 1 FROM visit v
                 WHERE v.owner_id = w.owner_id AND v.store_id IN (?) AND v.arrived_at ${WINDOW})) AS arrived`,
      [...params, ...params, storeIds, days, ...params, storeIds, days],
    );
    return {
      claimed: Number(row?.claimed ?? 0),
      booked: Number(row?.booked ?? 0),
      arrived: Number(row?.arrived ?? 0),
    };
  }

  /**
   * Cars of their visits and what was paid for them. Won back: the car's last paid visit before was more than one and a
   * half service cycles ago (mission A).
   */
  async visits({ people, params, storeIds, days }: Reached) {
    const [row] = await this.uow.read<Record<'cars' | 'wonBack' | 'outputFen', string>>(
      `SELECT COUNT(DISTINCT x.vehicle_id) AS cars,
              COUNT(DISTINCT CASE WHEN x.last_on < x.at_risk_before THEN x.vehicle_id END) AS wonBack,
              COALESCE(SUM(x.paid_fen), 0) AS outputFen
         FROM (SELECT v.vehicle_id, o.paid_fen,
                      DATE_SUB(${ARRIVED_ON}, INTERVAL s.cycle_months * 45 DAY) AS at_risk_before,
                      (SELECT MAX(r.visited_on) FROM service_record r
                        WHERE r.vehicle_id = v.vehicle_id AND r.paid_fen > 0
                          AND r.visited_on < ${ARRIVED_ON}) AS last_on
                 FROM ${people} w JOIN visit v ON v.owner_id = w.owner_id
                 JOIN store s ON s.id = v.store_id
                 LEFT JOIN work_order o ON o.visit_id = v.id
                WHERE v.store_id IN (?) AND v.arrived_at ${WINDOW}) x`,
      [...params, storeIds, days],
    );
    return {
      cars: Number(row?.cars ?? 0),
      carsWonBack: Number(row?.wonBack ?? 0),
      outputFen: Number(row?.outputFen ?? 0),
    };
  }
}

/**
 * Cost for each car that came back, and output for each fen of cost; null where nothing stands below the line, or nobody
 * has paid a bill yet: a ratio of zero would say that it brought nothing.
 */
export function ratiosOf(costFen: number, cars: number, outputFen: number) {
  return {
    costPerCarFen: cars === 0 ? null : Math.round(costFen / cars),
    outputPerCost: costFen === 0 || outputFen === 0 ? null : Math.round((100 * outputFen) / costFen) / 100,
  };
}
