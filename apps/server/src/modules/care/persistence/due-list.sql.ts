import type { DueKind } from '@cheban/contracts';
import { WARRANTY } from '../domain/care-dues.js';
import { INSPECTED_USES, inspectionRanges, warrantyRange } from '../domain/due-list.js';
import type { SqlCondition } from './segment.sql.js';

/** What is asked: due days of a store, both included; `cars` narrows it to those. */
export interface DueQuestion {
  readonly storeId: string;
  readonly from: string;
  readonly to: string;
  readonly cars: readonly string[] | null;
}

/** Rows (vehicleId, kind, dueOn, ownerId) of one walk along an index. */
interface Branch extends SqlCondition {
  /** Columns in the order of the index that is walked, so that a page is read and not sorted. */
  readonly order: string;
}

const select = (kind: string, dueOn: string, ownerId = 'NULL') =>
  `SELECT v.id AS vehicleId, ${kind} AS kind, ${dueOn} AS dueOn, ${ownerId} AS ownerId`;

/** One branch for each walk: an inspection is one for each year of age. */
export function branchesOf(kind: DueKind, { storeId, from, to, cars }: DueQuestion): Branch[] {
  const only: SqlCondition =
    cars === null ? { sql: '', params: [] } : { sql: ' AND v.id IN (?)', params: [cars] };
  const ofStore = (head: string, where: string, params: unknown[], order: string): Branch => ({
    sql: `${head} FROM vehicle v WHERE v.store_id = ? AND ${where}${only.sql}`,
    params: [storeId, ...params, ...only.params],
    order,
  });
  switch (kind) {
    case 'first_service':
    case 'service':
      return [
        ofStore(
          select('v.due_kind', 'v.due_on'),
          'v.due_on BETWEEN ? AND ? AND v.due_kind = ?',
          [from, to, kind],
          'v.due_on, v.due_kind, v.id',
        ),
      ];
    case 'insurance':
      return [
        ofStore(
          select("'insurance'", 'v.insurance_expires_on'),
          'v.insurance_expires_on BETWEEN ? AND ?',
          [from, to],
          'v.insurance_expires_on, v.id',
        ),
      ];
    case 'inspection':
      return inspectionRanges(from, to).map(({ years, soldFrom, soldTo }) =>
        ofStore(
          select("'inspection'", `LAST_DAY(v.sold_on + INTERVAL ${years} YEAR)`),
          'v.sold_on BETWEEN ? AND ? AND v.`use` IN (?)',
          [soldFrom, soldTo, INSPECTED_USES],
          'v.sold_on, v.id',
        ),
      );
    case 'warranty': {
      const { soldFrom, soldTo } = warrantyRange(from, to);
      const on = `v.sold_on + INTERVAL ${WARRANTY.months} MONTH`;
      return [
        ofStore(
          select("'warranty'", on),
          `v.sold_on BETWEEN ? AND ? + INTERVAL 1 DAY AND ${on} BETWEEN ? AND ?
             AND COALESCE(v.latest_km, 0) <= ${WARRANTY.km}`,
          [soldFrom, soldTo, from, to],
          'v.sold_on, v.id',
        ),
      ];
    }
    case 'licence':
      // Beside the person's first car, as their reminders are.
      return [
        {
          sql: `${select("'licence'", 'o.licence_expires_on', 'o.id')} FROM owner o
            JOIN owner_vehicle l ON l.owner_id = o.id AND l.role = 'owner' AND l.ended_at IS NULL
            JOIN vehicle v ON v.id = l.vehicle_id
           WHERE o.licence_expires_on BETWEEN ? AND ? AND v.store_id = ?${only.sql}
             AND NOT EXISTS (SELECT 1 FROM owner_vehicle x WHERE x.owner_id = o.id AND x.role = 'owner'
                              AND x.ended_at IS NULL AND x.vehicle_id < l.vehicle_id)`,
          params: [from, to, storeId, ...only.params],
          order: 'o.licence_expires_on, o.id',
        },
      ];
  }
}

/** The rows of these kinds from `offset` on, by day. Each walk gives as many as the page could need of it. */
export function pageSql(
  kinds: readonly DueKind[],
  question: DueQuestion,
  limit: number,
  offset: number,
): SqlCondition | null {
  const branches = kinds.flatMap((kind) => branchesOf(kind, question));
  if (branches.length === 0) return null;
  const parts = branches.map(({ sql, order }) => `(${sql} ORDER BY ${order} LIMIT ${limit + offset})`);
  return {
    sql: `SELECT vehicleId, kind, DATE_FORMAT(dueOn, '%Y-%m-%d') AS dueOn, ownerId FROM (${parts.join(' UNION ALL ')}) due
      ORDER BY due.dueOn, due.vehicleId, due.kind LIMIT ${limit} OFFSET ${offset}`,
    params: branches.flatMap(({ params }) => params),
  };
}

/** How many there are of each kind, each walk counted up to `most`. */
export function countSql(kinds: readonly DueKind[], question: DueQuestion, most: number): SqlCondition {
  const branches = kinds.flatMap((kind) => branchesOf(kind, question).map((branch) => ({ ...branch, kind })));
  const parts = branches.map(
    ({ sql, kind }) => `SELECT '${kind}' AS kind, COUNT(*) AS n FROM (${sql} LIMIT ${most}) counted`,
  );
  return { sql: parts.join(' UNION ALL '), params: branches.flatMap(({ params }) => params) };
}
