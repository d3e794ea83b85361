import type { LoyaltyMeasure } from '@cheban/contracts';
import { SETTLED } from './month-sums.js';

/**
 * The cars of a cohort as a table in brackets: `vehicle_id`, `store_id`, `since` (the day by which it belongs to it) and `hit`.
 * A cohort is a year of cars whose time is over, so that nobody is counted who can still come.
 */
export interface Cohort {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Six months of time for a first service that is due after three (mission D): reminders and a late start included. */
const FIRST_SERVICE_MONTHS = 6;
/** A visit within so many days after the message is its fruit, as in the funnel of reminders. */
const WIN_BACK_DAYS = 30;
const WIN_BACK_COHORT_DAYS = 180;

const SERVICE = `r.is_service = 1 AND ${SETTLED}`;
const SOMEBODY_HAS_IT =
  'EXISTS (SELECT 1 FROM owner_vehicle l WHERE l.vehicle_id = v.id AND l.ended_at IS NULL)';
/** Customers are lost after two service cycles without a paid visit (mission A). */
const LOST = (today: string) =>
  `(v.last_paid_visit_on IS NULL OR v.last_paid_visit_on < DATE_SUB(${today}, INTERVAL 2 * s.cycle_months MONTH))`;

function firstService(storeIds: readonly string[], today: string): Cohort {
  return {
    sql: `(SELECT v.id AS vehicle_id, v.store_id, v.sold_on AS since,
                  EXISTS (SELECT 1 FROM service_record r WHERE r.vehicle_id = v.id AND ${SERVICE}
                    AND r.visited_on BETWEEN v.sold_on AND DATE_ADD(v.sold_on, INTERVAL ${FIRST_SERVICE_MONTHS} MONTH)) AS hit
             FROM vehicle v
            WHERE v.store_id IN (?) AND v.sold_here = 1
              AND v.sold_on > DATE_SUB(?, INTERVAL ${FIRST_SERVICE_MONTHS + 12} MONTH)
              AND v.sold_on <= DATE_SUB(?, INTERVAL ${FIRST_SERVICE_MONTHS} MONTH))`,
    params: [storeIds, today, today],
  };
}

/**
 * Cars that had their n-th service a year or less before two cycles ago: did they come again within two cycles? Only the
 * services of that year are read, and what was before each by its car: ranking all there ever were took two to four times as long.
 */
const serviceAfter =
  (n: number) =>
  (storeIds: readonly string[], today: string): Cohort => ({
    sql: `(SELECT x.vehicle_id, x.store_id, x.visited_on AS since,
                  EXISTS (SELECT 1 FROM service_record r WHERE r.vehicle_id = x.vehicle_id AND ${SERVICE}
                    AND r.visited_on > x.visited_on
                    AND r.visited_on <= DATE_ADD(x.visited_on, INTERVAL 2 * x.cycle_months MONTH)) AS hit
             FROM (SELECT DISTINCT r.vehicle_id, v.store_id, s.cycle_months, r.visited_on
                     FROM store s JOIN vehicle v ON v.store_id = s.id JOIN service_record r ON r.vehicle_id = v.id
                    WHERE s.id IN (?) AND v.sold_here = 1 AND ${SERVICE}
                      AND r.visited_on <= DATE_SUB(?, INTERVAL 2 * s.cycle_months MONTH)
                      AND r.visited_on > DATE_SUB(?, INTERVAL 2 * s.cycle_months + 12 MONTH)) x
            WHERE (SELECT COUNT(DISTINCT r.visited_on) FROM service_record r
                    WHERE r.vehicle_id = x.vehicle_id AND ${SERVICE} AND r.visited_on < x.visited_on) = ${n - 1})`,
    params: [storeIds, today, today],
  });

/** Cars sold so many years ago that somebody still has: who has been lost by now? */
const lostAfter =
  (years: number) =>
  (storeIds: readonly string[], today: string): Cohort => ({
    sql: `(SELECT v.id AS vehicle_id, v.store_id, v.sold_on AS since, ${LOST('?')} AS hit
             FROM vehicle v JOIN store s ON s.id = v.store_id
            WHERE v.store_id IN (?) AND v.sold_here = 1 AND v.sold_on > DATE_SUB(?, INTERVAL ${years + 1} YEAR)
              AND v.sold_on <= DATE_SUB(?, INTERVAL ${years} YEAR) AND ${SOMEBODY_HAS_IT})`,
    params: [today, storeIds, today, today],
  });

/** Cars whose owner was invited back by a message: who came within a month? */
function wonBack(storeIds: readonly string[], today: string): Cohort {
  return {
    sql: `(SELECT x.vehicle_id, x.store_id, DATE(x.sent_at + INTERVAL 8 HOUR) AS since,
                  EXISTS (SELECT 1 FROM visit y WHERE y.vehicle_id = x.vehicle_id AND y.arrived_at >= x.sent_at
                    AND y.arrived_at < x.sent_at + INTERVAL ${WIN_BACK_DAYS} DAY) AS hit
             FROM (SELECT i.vehicle_id, i.store_id, MIN(m.sent_at) AS sent_at
                     FROM care_item i JOIN message m ON m.id = i.message_id
                    WHERE i.store_id IN (?) AND i.rule = 'win_back' AND i.state = 'told' AND m.sent_at IS NOT NULL
                      AND i.not_before >= DATE_SUB(?, INTERVAL ${WIN_BACK_COHORT_DAYS + WIN_BACK_DAYS} DAY)
                      AND m.sent_at < DATE_SUB(?, INTERVAL ${WIN_BACK_DAYS} DAY)
                    GROUP BY i.vehicle_id, i.store_id) x)`,
    params: [storeIds, today, today],
  };
}

/** `today` is a business date. */
export const cohorts: Record<LoyaltyMeasure, (storeIds: readonly string[], today: string) => Cohort> = {
  first_service: firstService,
  second_service: serviceAfter(1),
  third_service: serviceAfter(2),
  lost_1: lostAfter(1),
  lost_2: lostAfter(2),
  lost_3: lostAfter(3),
  won_back: wonBack,
};
