import type { MonthFigures } from '@cheban/contracts';
import { startOfBusinessDay } from '@cheban/kernel';
import { toDate } from '../../../platform/clock/index.js';
import { ELSEWHERE } from '../../vehicle/index.js';
import { firstOf } from '../domain/months.js';

/** Words of body and paint in a history that some other system worded, and in ours. */
export const BODY = "r.kind REGEXP '钣|喷|漆|事故|理赔'";
/** Visits that count: settled, and not those that an owner had done elsewhere. */
export const SETTLED = `r.settled = 1 AND r.kind <> '${ELSEWHERE}'`;
/** When the work was done; a car that was handed over at once was ready then. */
export const READY = 'COALESCE(y.ready_at, y.handed_over_at)';
/** The first promise counts: moving it does not make a late car punctual (workshop: `keptPromise`). */
export const PROMISED = `y.first_promised_at IS NOT NULL AND ${READY} IS NOT NULL`;
export const LATE = `${PROMISED} AND ${READY} > y.first_promised_at`;
export const MAY_RATE = 'y.handed_over_at IS NOT NULL AND y.owner_id IS NOT NULL';
/** What opens a case (mission C). */
export const UNHAPPY = '(ra.stars <= 3 OR ra.nps <= 6)';
/** Closed, or its time is over. */
export const JUDGED = '(k.closed_at IS NOT NULL OR k.due_at < ?)';
export const CASE_LATE = '(k.closed_at > k.due_at OR (k.closed_at IS NULL AND k.due_at < ?))';

export type SumRow = { storeId: string; month: string } & Partial<Record<keyof MonthFigures, string>>;
export interface Span {
  readonly storeIds: readonly string[];
  /** Business dates, the last one excluded. */
  readonly from: string;
  readonly end: string;
  /** The same as instants. */
  readonly fromAt: Date;
  readonly endAt: Date;
  readonly now: Date;
}

/** From the first day of a month on, as many months. */
export function spanOf(storeIds: readonly string[], month: string, months: number, now: Date): Span {
  const [from, end] = [firstOf(month), firstOf(month, months)];
  const [fromAt, endAt] = [toDate(startOfBusinessDay(from)), toDate(startOfBusinessDay(end))];
  return { storeIds, from, end, fromAt, endAt, now };
}

/** The business month of an instant; the session counts in UTC. */
const monthAt = (column: string) => `DATE_FORMAT(${column} + INTERVAL 8 HOUR, '%Y-%m')`;

/** One statement for each kind of row, each giving its sums by store and month. A visit's month is that of its arrival. */
export const monthSums: readonly ((span: Span) => [string, unknown[]])[] = [
  ({ storeIds, from, end }) => [
    `SELECT r.store_id AS storeId, DATE_FORMAT(r.visited_on, '%Y-%m') AS month, COUNT(*) AS visits,
            SUM(r.paid_fen) AS outputFen, SUM(${BODY}) AS bodyVisits, SUM(IF(${BODY}, r.paid_fen, 0)) AS bodyFen
       FROM service_record r
      WHERE r.store_id IN (?) AND r.visited_on >= ? AND r.visited_on < ? AND ${SETTLED} GROUP BY storeId, month`,
    [storeIds, from, end],
  ],
  ({ storeIds, fromAt, endAt }) => [
    `SELECT y.store_id AS storeId, ${monthAt('y.arrived_at')} AS month, SUM(${PROMISED}) AS promised,
            SUM(${PROMISED} AND NOT (${LATE})) AS onTime, SUM(${MAY_RATE}) AS handedOver, COUNT(ra.stars) AS rated,
            SUM(ra.stars) AS stars, COUNT(ra.nps) AS npsAnswers, SUM(ra.nps >= 9) AS promoters,
            SUM(ra.nps <= 6) AS detractors, SUM(${UNHAPPY}) AS unhappy
       FROM visit y LEFT JOIN rating ra ON ra.visit_id = y.id
      WHERE y.store_id IN (?) AND y.arrived_at >= ? AND y.arrived_at < ? GROUP BY storeId, month`,
    [storeIds, fromAt, endAt],
  ],
  ({ storeIds, fromAt, endAt, now }) => [
    `SELECT k.store_id AS storeId, ${monthAt('k.opened_at')} AS month, COUNT(*) AS cases, SUM(${JUDGED}) AS casesJudged,
            SUM(${JUDGED} AND NOT ${CASE_LATE}) AS casesInTime
       FROM complaint_case k
      WHERE k.store_id IN (?) AND k.opened_at >= ? AND k.opened_at < ? GROUP BY storeId, month`,
    [now, now, now, storeIds, fromAt, endAt],
  ],
  ({ storeIds, fromAt, endAt, now }) => [
    `SELECT b.store_id AS storeId, ${monthAt('b.starts_at')} AS month, COUNT(*) AS bookings,
            SUM(b.state = 'no_show') AS noShow
       FROM booking b
      WHERE b.store_id IN (?) AND b.starts_at >= ? AND b.starts_at < LEAST(?, ?) AND b.state <> 'cancelled'
      GROUP BY storeId, month`,
    [storeIds, fromAt, endAt, now],
  ],
];
