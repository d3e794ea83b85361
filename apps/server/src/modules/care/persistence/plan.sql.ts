/** The SQL of planning in sets: where the cars of a plan come from, whom a rule means, and what stays due. */

import { dueFrom, holidayFrom, WARRANTY } from '../domain/care-dues.js';
import type { PlanSource } from '../domain/plan-days.js';
import { isSelective, type RuleGroup } from '../domain/rule-groups.js';
import { compileSegment, type SqlCondition } from './segment.sql.js';

/** A piece of cars by id: after the first, up to the last; or a few by name. */
export type CarRange = { after: string; upTo: string } | { ids: readonly string[] };

export function inRange(column: string, range: CarRange): SqlCondition {
  return 'ids' in range
    ? { sql: `${column} IN (?)`, params: [range.ids.length === 0 ? [''] : range.ids] }
    : { sql: `${column} > ? AND ${column} <= ?`, params: [range.after, range.upTo] };
}

const OWNERS = `STRAIGHT_JOIN owner_vehicle l FORCE INDEX (ix_owner_vehicle_vehicle)
    ON l.vehicle_id = v.id AND l.role = 'owner' AND l.ended_at IS NULL
  STRAIGHT_JOIN owner o FORCE INDEX (PRIMARY) ON o.id = l.owner_id`;
/** How a birthday `o` is counted: `solar`, `lunar`, or `leap` for one of a leap month. */
export const BIRTHDAY_CALENDAR =
  "CASE WHEN COALESCE(o.birthday_calendar, 'solar') <> 'lunar' THEN 'solar' WHEN o.birthday_leap THEN 'leap' ELSE 'lunar' END";

/** Two cars do not make two birthdays: what is about the person is told with the first of their cars. */
const FIRST = `NOT EXISTS (SELECT 1 FROM owner_vehicle x WHERE x.owner_id = l.owner_id
  AND x.vehicle_id < l.vehicle_id AND x.role = 'owner' AND x.ended_at IS NULL)`;

/** The date that is looked up in care_day (null: it has one day only), the cycle, and a condition. */
export interface SourceSql {
  /** Of the owner `o` of the car `v`, or of the car alone. */
  readonly of: 'car' | 'owner';
  readonly key: string | null;
  readonly cycle: SqlCondition;
  readonly where: SqlCondition;
}

const plain = (sql: string): SqlCondition => ({ sql, params: [] });
const EVERY = plain('1 = 1');

/**
 * Every car `v`; with each owner `o` whose first car it is. Always by their keys: just after an import the database still
 * takes its tables for small and would read them whole for each piece, and what is planned would be numbered in an order
 * that nothing decides.
 */
const CARS = 'vehicle v FORCE INDEX (PRIMARY)';
export const fromCars = { car: CARS, owner: `${CARS} ${OWNERS}` } as const;
export const whereCars = { car: '1 = 1', owner: FIRST } as const;

export function sourceSql(source: PlanSource): SourceSql {
  const ofCar = (key: string, cycle: string, where = EVERY): SourceSql => ({
    of: 'car',
    key,
    cycle: plain(cycle),
    where,
  });
  switch (source.by) {
    case 'due':
      return ofCar('v.due_on', cycleSql(source.kind), { sql: 'v.due_kind = ?', params: [source.kind] });
    case 'silence':
      return ofCar(
        'GREATEST(v.due_on, v.last_paid_visit_on)',
        'v.last_paid_visit_on',
        plain('v.due_kind IS NOT NULL'),
      );
    case 'insurance':
      return ofCar('v.insurance_expires_on', 'v.insurance_expires_on');
    case 'declined':
      return ofCar('v.advised_on', 'v.advised_on');
    case 'sold':
      return ofCar('v.sold_on', 'v.sold_on');
    case 'warranty':
      return ofCar('v.sold_on', 'v.sold_on', plain(`COALESCE(v.latest_km, 0) <= ${WARRANTY.km}`));
    case 'inspection':
      return ofCar('LAST_DAY(v.sold_on)', 'd.due_on', { sql: 'v.`use` IN (?)', params: [source.uses] });
    case 'day':
      return { of: 'car', key: null, cycle: { sql: '?', params: [source.cycle] }, where: EVERY };
    case 'licence':
      return {
        of: 'owner',
        key: 'o.licence_expires_on',
        cycle: plain("CONCAT(o.licence_expires_on, '~', RIGHT(o.id, 9))"),
        where: EVERY,
      };
    case 'birthday':
      return {
        of: 'owner',
        key: "DATE(CONCAT('2000', RIGHT(o.birthday_on, 6)))",
        cycle: plain("CONCAT(d.due_on, '~', RIGHT(o.id, 9))"),
        where: plain(`${BIRTHDAY_CALENDAR} = '${source.calendar}'`),
      };
    case 'holiday':
      return {
        of: 'owner',
        key: null,
        cycle: { sql: "CONCAT(?, '~', RIGHT(o.id, 9))", params: [source.name] },
        where: EVERY,
      };
  }
}

function cycleSql(kind: 'first_service' | 'service'): string {
  return kind === 'first_service'
    ? "COALESCE(v.sold_on, 'none')"
    : "COALESCE(v.last_service_on, v.sold_on, 'none')";
}

/** Whom of its stores' cars a rule means. */
export function meantSql({ rule, hiddenBy, context }: RuleGroup): SqlCondition {
  const own = compileSegment(rule.body.audience, context);
  const others = hiddenBy.map(({ body }) => compileSegment(body.audience, context));
  return {
    sql: [own.sql, ...others.map(({ sql }) => `NOT (${sql})`)].join(' AND '),
    params: [...own.params, ...others.flatMap(({ params }) => params)],
  };
}

export function ofStores({ storeIds }: RuleGroup): SqlCondition {
  return storeIds === null ? EVERY : { sql: 'v.store_id IN (?)', params: [storeIds] };
}

export function selects(group: RuleGroup): SqlCondition {
  const stores = ofStores(group);
  if (!isSelective(group)) return stores;
  const meant = meantSql(group);
  return { sql: `${stores.sql} AND (${meant.sql})`, params: [...stores.params, ...meant.params] };
}

/**
 * True while what the reminder `i` of a car `v` speaks of is due for all that SQL can see. The pure rules have the last
 * word when it is told.
 */
export function stillDueSql({ rule }: RuleGroup, today: string): SqlCondition {
  const { trigger } = rule.body;
  const from = dueFrom(rule, today);
  const ofOwner = (condition: string, params: unknown[] = []): SqlCondition => ({
    sql: `EXISTS (SELECT 1 FROM owner_vehicle l JOIN owner o ON o.id = l.owner_id WHERE l.vehicle_id = v.id
      AND l.role = 'owner' AND l.ended_at IS NULL AND ${condition} AND ${FIRST})`,
    params,
  });
  switch (trigger.type) {
    case 'event':
      return EVERY;
    case 'on_date':
      return { sql: 'i.cycle = ?', params: [trigger.on] };
    case 'since_sold':
      return plain('i.cycle = CAST(v.sold_on AS CHAR)');
    case 'holiday':
      return ofOwner("i.cycle = CONCAT(?, '~', RIGHT(o.id, 9))", [holidayFrom(trigger.holiday, from).name]);
    case 'due':
      break;
  }
  switch (trigger.due) {
    case 'first_service':
    case 'service':
      return {
        sql: `(v.due_kind = ? AND v.due_on IS NOT NULL AND i.cycle = ${cycleSql(trigger.due)})`,
        params: [trigger.due],
      };
    case 'silence':
      return plain(
        '(v.due_kind IS NOT NULL AND v.due_on IS NOT NULL AND i.cycle = CAST(v.last_paid_visit_on AS CHAR))',
      );
    case 'insurance':
      return plain('i.cycle = CAST(v.insurance_expires_on AS CHAR)');
    case 'declined':
      return plain('i.cycle = CAST(v.advised_on AS CHAR)');
    case 'warranty':
      return plain(`(COALESCE(v.latest_km, 0) <= ${WARRANTY.km} AND i.cycle = CAST(v.sold_on AS CHAR))`);
    case 'inspection':
      return {
        sql: `(i.cycle >= ? AND v.\`use\` IN ('private', 'company') AND MONTH(i.due_on) = MONTH(v.sold_on))`,
        params: [from],
      };
    case 'licence':
      return ofOwner("i.cycle = CONCAT(o.licence_expires_on, '~', RIGHT(o.id, 9))");
    case 'birthday':
      return ofOwner('i.cycle >= ? AND o.birthday_on IS NOT NULL AND RIGHT(i.cycle, 9) = RIGHT(o.id, 9)', [
        from,
      ]);
  }
}
