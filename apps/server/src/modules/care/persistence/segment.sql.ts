import type { Segment, SegmentCondition, SegmentFieldName } from '@cheban/contracts';
import { startOfBusinessDay } from '@cheban/kernel';
import { toDate } from '../../../platform/clock/index.js';
import {
  type Bounds,
  daysAgo,
  daysAhead,
  fenOfYuan,
  plain,
  quarterAgo,
  type Range,
  type SegmentContext,
  soldWithin,
  yearAgo,
} from '../domain/segment-bounds.js';

/** A condition for a WHERE clause; the parameters stand in the order of the question marks. */
export interface SqlCondition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * An audience as a condition over `vehicle v`: no joins, parameters only, never NULL, so that NOT and AND mean what
 * people think. Present owners are asked as a whole: a condition on the owner holds if it holds for any of them.
 * `null` lets everybody through. The caller has checked it with `problemsOfSegment`.
 */
export function compileSegment(segment: Segment | null, context: SegmentContext): SqlCondition {
  if (segment === null) return { sql: '1 = 1', params: [] };
  if ('field' in segment) return condition(segment, context);
  if ('not' in segment) {
    const { sql, params } = compileSegment(segment.not, context);
    return { sql: `NOT (${sql})`, params };
  }
  const [parts, word] = 'all' in segment ? [segment.all, ' AND '] : [segment.any, ' OR '];
  const compiled = parts.map((part) => compileSegment(part, context));
  return {
    sql: `(${compiled.map(({ sql }) => sql).join(word)})`,
    params: compiled.flatMap(({ params }) => params),
  };
}

const OWNERS = `SELECT 1 FROM owner_vehicle sl JOIN owner so ON so.id = sl.owner_id
  WHERE sl.vehicle_id = v.id AND sl.role = 'owner' AND sl.ended_at IS NULL`;
const BOUND = `EXISTS (${OWNERS} AND EXISTS (SELECT 1 FROM account sa
  WHERE sa.owner_id = so.id AND sa.consent_at IS NOT NULL))`;

const columns: Partial<Record<SegmentFieldName, string>> = {
  'car.brand': 'v.brand',
  'car.model': 'v.model',
  'car.use': 'v.`use`',
  'car.model_year': 'v.model_year',
  'car.age_months': 'v.sold_on',
  'car.km': 'v.latest_km',
  'car.sold_here': 'v.sold_here',
  'car.insured_here': 'v.insured_here',
  'car.due_in_days': 'v.due_on',
  'owner.sex': 'so.sex',
  'owner.region': 'so.district',
  'owner.birthday_month': 'MONTH(so.birthday_on)',
  'visit.last_days': 'v.last_paid_visit_on',
};

function condition({ field, op, value }: SegmentCondition, context: SegmentContext): SqlCondition {
  const { today } = context;
  const bounds = (op === 'between' ? value : [null, null]) as Bounds;
  const column = columns[field] ?? '';
  switch (field) {
    case 'car.brand':
    case 'car.model':
    case 'car.use':
      return listed(column, op, value);
    case 'owner.sex':
    case 'owner.region':
      return ofOwners(listed(column, op, value));
    case 'owner.birthday_month':
      return ofOwners(inside(column, plain(bounds)));
    case 'car.model_year':
    case 'car.km':
      return inside(column, plain(bounds));
    case 'car.age_months':
      return inside(column, soldWithin(bounds, today));
    case 'car.due_in_days':
      return inside(column, daysAhead(bounds, today));
    case 'visit.last_days':
      return inside(column, daysAgo(bounds, today));
    case 'car.sold_here':
    case 'car.insured_here':
      return { sql: `${column} = ?`, params: [value === true ? 1 : 0] };
    case 'car.group':
      return ofGroup(op, value as string[], context);
    case 'owner.bound':
      return { sql: value === true ? BOUND : `NOT ${BOUND}`, params: [] };
    case 'visit.count_12m':
      return inside(`(SELECT COUNT(*) ${VISITS})`, plain(bounds), [yearAgo(today), today]);
    case 'visit.paid_12m_yuan':
      return inside(`(SELECT COALESCE(SUM(sr.paid_fen), 0) ${VISITS})`, fenOfYuan(bounds), [
        yearAgo(today),
        today,
      ]);
    case 'visit.last_stars':
      return inside(LAST_STARS, plain(bounds));
    case 'message.opened_90d': {
      const opened = 'EXISTS (SELECT 1 FROM message sm WHERE sm.vehicle_id = v.id AND sm.read_at >= ?)';
      return { sql: value === true ? opened : `NOT ${opened}`, params: [since(today)] };
    }
    case 'message.unopened_90d':
      return inside(
        '(SELECT COUNT(*) FROM message sm WHERE sm.vehicle_id = v.id AND sm.read_at IS NULL AND sm.sent_at >= ?)',
        plain(bounds),
        [since(today)],
      );
  }
}

const VISITS = 'FROM service_record sr WHERE sr.vehicle_id = v.id AND sr.visited_on BETWEEN ? AND ?';
const LAST_STARS = `(SELECT st.stars FROM visit sv JOIN rating st ON st.visit_id = sv.id
  WHERE sv.vehicle_id = v.id ORDER BY st.\`at\` DESC, st.visit_id DESC LIMIT 1)`;
const since = (today: string) => toDate(startOfBusinessDay(quarterAgo(today)));

const ofOwners = ({ sql, params }: SqlCondition): SqlCondition => ({
  sql: `EXISTS (${OWNERS} AND ${sql})`,
  params,
});

function listed(column: string, op: string, value: unknown): SqlCondition {
  return op === 'in'
    ? { sql: `COALESCE(${column} IN (?), 0)`, params: [value] }
    : { sql: `COALESCE(${column} NOT IN (?), 1)`, params: [value] };
}

/** `params` are those of the expression itself; it is written once, whichever ends are open. */
function inside<T extends string | number>(
  expression: string,
  { from, to }: Range<T>,
  params: readonly unknown[] = [],
): SqlCondition {
  if (from !== null && to !== null)
    return { sql: `COALESCE(${expression} BETWEEN ? AND ?, 0)`, params: [...params, from, to] };
  return from !== null
    ? { sql: `COALESCE(${expression} >= ?, 0)`, params: [...params, from] }
    : { sql: `COALESCE(${expression} <= ?, 0)`, params: [...params, to] };
}

function ofGroup(
  op: string,
  groups: readonly string[],
  { atRiskBefore, lostBefore }: SegmentContext,
): SqlCondition {
  const visit = 'v.last_paid_visit_on';
  const borders: Record<string, SqlCondition> = {
    active: { sql: `${visit} >= ?`, params: [atRiskBefore] },
    at_risk: { sql: `(${visit} >= ? AND ${visit} < ?)`, params: [lostBefore, atRiskBefore] },
    lost: { sql: `${visit} < ?`, params: [lostBefore] },
  };
  const parts = groups.flatMap((group) => borders[group] ?? []);
  const any = `COALESCE(${parts.map(({ sql }) => sql).join(' OR ') || '0'}, 0)`;
  return { sql: op === 'in' ? any : `NOT ${any}`, params: parts.flatMap(({ params }) => params) };
}
