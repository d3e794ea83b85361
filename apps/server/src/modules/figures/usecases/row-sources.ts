import type { MonthMeasure, OutputPart } from '@cheban/contracts';
import {
  BODY,
  CASE_LATE,
  LATE,
  MAY_RATE,
  PROMISED,
  READY,
  SETTLED,
  type Span,
  UNHAPPY,
} from './month-sums.js';

/** Rows of one kind behind a figure, with the columns that every such table of the console has. */
export interface RowSource {
  /** The tables, with the car as `c` and the owner's id as `ownerId` of `columns`. */
  readonly from: string;
  readonly columns: string;
  readonly where: string;
  readonly params: readonly unknown[];
  readonly order: string;
}

/** Whoever has the car now: an imported visit does not say whose it was. */
const OWNER_NOW = `(SELECT MIN(l.owner_id) FROM owner_vehicle l
  WHERE l.vehicle_id = r.vehicle_id AND l.role = 'owner' AND l.ended_at IS NULL)`;
const dayAt = (column: string) => `DATE(${column} + INTERVAL 8 HOUR)`;

/** Names by which output is parted, as the work orders have them. */
export const partColumn: Record<OutputPart, string> = {
  kind: 'r.kind',
  advisor: "COALESCE(r.advisor_name, '')",
  model: 'c.model',
};

function settledVisits(more: string, { storeIds, from, end }: Span): RowSource {
  return {
    from: 'service_record r JOIN vehicle c ON c.id = r.vehicle_id LEFT JOIN visit y ON y.id = r.visit_id',
    columns: `r.id, r.visited_on AS day, r.store_id AS storeId, COALESCE(y.owner_id, ${OWNER_NOW}) AS ownerId, c.id AS vehicleId,
      c.plate, c.brand, c.model, r.kind AS what, r.advisor_name AS advisor, r.paid_fen AS paidFen, r.visit_id AS visitId,
      NULL AS caseId, NULL AS lateMinutes, NULL AS stars, NULL AS nps`,
    where: `r.store_id IN (?) AND r.visited_on >= ? AND r.visited_on < ? AND ${SETTLED}${more}`,
    params: [storeIds, from, end],
    order: 'r.visited_on DESC, r.id DESC',
  };
}

function ownVisits(more: string, order: string, { storeIds, fromAt, endAt }: Span): RowSource {
  return {
    from: `visit y JOIN vehicle c ON c.id = y.vehicle_id LEFT JOIN rating ra ON ra.visit_id = y.id
      LEFT JOIN staff a ON a.id = y.advisor_id LEFT JOIN work_order w ON w.visit_id = y.id`,
    columns: `y.id, ${dayAt('y.arrived_at')} AS day, y.store_id AS storeId, y.owner_id AS ownerId, c.id AS vehicleId, c.plate,
      c.brand, c.model, y.service_name AS what, a.name AS advisor, w.paid_fen AS paidFen, y.id AS visitId, NULL AS caseId,
      IF(${PROMISED}, TIMESTAMPDIFF(MINUTE, y.first_promised_at, ${READY}), NULL) AS lateMinutes, ra.stars, ra.nps`,
    where: `y.store_id IN (?) AND y.arrived_at >= ? AND y.arrived_at < ?${more}`,
    params: [storeIds, fromAt, endAt],
    order,
  };
}

function cases(more: string, { storeIds, fromAt, endAt }: Span, params: readonly unknown[] = []): RowSource {
  return {
    from: `complaint_case k LEFT JOIN vehicle c ON c.id = k.vehicle_id LEFT JOIN staff a ON a.id = k.assignee_id
      LEFT JOIN rating ra ON ra.visit_id = k.visit_id`,
    columns: `k.id, ${dayAt('k.opened_at')} AS day, k.store_id AS storeId, k.owner_id AS ownerId, c.id AS vehicleId, c.plate,
      c.brand, c.model, k.title AS what, a.name AS advisor, NULL AS paidFen, k.visit_id AS visitId, k.id AS caseId,
      NULL AS lateMinutes, ra.stars, ra.nps`,
    where: `k.store_id IN (?) AND k.opened_at >= ? AND k.opened_at < ?${more}`,
    params: [storeIds, fromAt, endAt, ...params],
    order: 'k.opened_at DESC, k.id DESC',
  };
}

function bookings(more: string, { storeIds, fromAt, endAt, now }: Span): RowSource {
  return {
    from: `booking b JOIN vehicle c ON c.id = b.vehicle_id LEFT JOIN staff a ON a.id = b.advisor_id
      LEFT JOIN service_item i ON i.id = b.service_id`,
    columns: `b.id, ${dayAt('b.starts_at')} AS day, b.store_id AS storeId, b.owner_id AS ownerId, c.id AS vehicleId, c.plate,
      c.brand, c.model, COALESCE(i.name, '') AS what, a.name AS advisor, NULL AS paidFen, b.visit_id AS visitId,
      NULL AS caseId, NULL AS lateMinutes, NULL AS stars, NULL AS nps`,
    where: `b.store_id IN (?) AND b.starts_at >= ? AND b.starts_at < LEAST(?, ?) AND b.state <> 'cancelled'${more}`,
    params: [storeIds, fromAt, endAt, now],
    order: 'b.starts_at DESC, b.id DESC',
  };
}

const LATEST = 'y.arrived_at DESC, y.id DESC';
/** The rows of each measure are those that `monthSums` counts: a test holds one against the other. */
export const rowSources: Record<MonthMeasure, (span: Span) => RowSource> = {
  visits: (span) => settledVisits('', span),
  mechanical: (span) => settledVisits(` AND NOT (${BODY})`, span),
  body: (span) => settledVisits(` AND ${BODY}`, span),
  promised: (span) => ownVisits(` AND ${PROMISED}`, LATEST, span),
  late: (span) =>
    ownVisits(` AND ${LATE}`, `TIMESTAMPDIFF(SECOND, y.first_promised_at, ${READY}) DESC, y.id`, span),
  handed_over: (span) => ownVisits(` AND ${MAY_RATE}`, LATEST, span),
  rated: (span) => ownVisits(' AND ra.stars IS NOT NULL', LATEST, span),
  unhappy: (span) => ownVisits(` AND ${UNHAPPY}`, `ra.stars, ${LATEST}`, span),
  cases: (span) => cases('', span),
  cases_late: (span) => cases(` AND ${CASE_LATE}`, span, [span.now]),
  bookings: (span) => bookings('', span),
  no_show: (span) => bookings(" AND b.state = 'no_show'", span),
};
