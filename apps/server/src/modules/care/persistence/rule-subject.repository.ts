import type { VehicleUse } from '@cheban/contracts';
import { addDays, addMonths } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { birthdayFrom, holidayFrom, inspectionFrom, WARRANTY } from '../domain/care-dues.js';
import type { CareRuleBody } from '../domain/care-rule.js';
import { type BirthdayCalendar, calendarOf } from '../domain/plan-days.js';
import type { SegmentContext } from '../domain/segment-bounds.js';
import { BIRTHDAY_CALENDAR } from './plan.sql.js';
import { compileSegment } from './segment.sql.js';

/** Cars that a rule speaks of within days, by the day it counts from. */
export interface DayCount {
  readonly on: string;
  readonly cars: number;
}
export interface DayRange {
  readonly from: string;
  readonly to: string;
}
export interface Subject {
  readonly vehicleId: string;
  readonly dueOn: string;
  /** The one person it is about; null if it is about the car. */
  readonly ownerId: string | null;
}

interface Source {
  readonly from: string;
  /** Beside store, key and audience. */
  readonly where: string;
  readonly params: readonly unknown[];
  /** Columns that the day follows from; none if it is the same for everybody. */
  readonly keys: readonly string[];
  /** Keys outside of this range give no day within the one asked for; null if that cannot be told. */
  readonly range: { readonly from: string; readonly to: string } | null;
  /** The day that follows from the keys; null for none. */
  readonly day: (first: string | null, second: string | null) => string | null;
  readonly owner: string;
}

interface KeyRow {
  k1: string | null;
  k2: string | null;
}

const FIRST_CAR = `owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id JOIN owner o ON o.id = l.owner_id`;
const IS_FIRST_CAR = `l.role = 'owner' AND l.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM owner_vehicle x
  WHERE x.owner_id = l.owner_id AND x.role = 'owner' AND x.ended_at IS NULL AND x.vehicle_id < l.vehicle_id)`;

/** Which cars a rule speaks of, and when: counted by index, without looking at any single one. */
@Injectable()
export class RuleSubjectRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Cars by the day the rule counts from, which lies from `from` to `to`. */
  async days(
    storeId: string,
    body: CareRuleBody,
    context: SegmentContext,
    range: DayRange,
  ): Promise<DayCount[]> {
    const source = sourceOf(body, context.today, range);
    if (source === null) return [];
    const { sql, params, keys } = this.select(storeId, body, context, source);
    const group = source.keys.length === 0 ? '' : ` GROUP BY ${source.keys.join(', ')} ORDER BY NULL`;
    const rows: (KeyRow & { n: string })[] = await this.uow.reader.query(
      `SELECT ${keys}, COUNT(*) AS n ${sql}${group}`,
      params,
    );
    const days = new Map<string, number>();
    for (const { k1, k2, n } of rows) {
      const on = source.day(k1, k2);
      if (on !== null && on >= range.from && on <= range.to) days.set(on, (days.get(on) ?? 0) + Number(n));
    }
    return [...days].map(([on, cars]) => ({ on, cars }));
  }

  /** One in `every` of the subjects, the same ones each time. */
  async sample(
    storeId: string,
    body: CareRuleBody,
    context: SegmentContext,
    range: DayRange,
    every: number,
  ): Promise<Subject[]> {
    const source = sourceOf(body, context.today, range);
    if (source === null) return [];
    const { sql, params, keys } = this.select(storeId, body, context, source);
    const some = every > 1 ? ` AND CRC32(v.id) % ${Math.trunc(every)} = 0` : '';
    const rows: (KeyRow & { vehicleId: string; ownerId: string | null })[] = await this.uow.reader.query(
      `SELECT v.id AS vehicleId, ${keys}, ${source.owner} AS ownerId ${sql}${some}`,
      params,
    );
    return rows.flatMap(({ vehicleId, ownerId, k1, k2 }) => {
      const dueOn = source.day(k1, k2);
      return dueOn !== null && dueOn >= range.from && dueOn <= range.to
        ? [{ vehicleId, dueOn, ownerId }]
        : [];
    });
  }

  /** Reminders of the rule that are past deciding, though their time is not over: they are not told again. */
  async settled(
    storeId: string,
    code: string,
    since: number,
    now: number,
  ): Promise<{ dueOn: string; stage: number; n: number }[]> {
    const rows: { dueOn: string; stage: number; n: string }[] = await this.uow.reader.query(
      `SELECT due_on AS dueOn, stage, COUNT(*) AS n FROM care_item
        WHERE store_id = ? AND not_before >= ? AND not_before <= ? AND \`rule\` = ? AND state IN ('told', 'stopped')
          AND expires_at > ? GROUP BY due_on, stage`,
      [storeId, toDate(since), toDate(now), code, toDate(now)],
    );
    return rows.map(({ n, ...row }) => ({ ...row, n: Number(n) }));
  }

  private select(storeId: string, body: CareRuleBody, context: SegmentContext, source: Source) {
    const { from, where, params, keys, range } = source;
    const audience = body.audience === null ? null : compileSegment(body.audience, context);
    const within = range === null ? '' : ` AND ${keys[0]} BETWEEN ? AND ?`;
    return {
      keys: `${keys[0] ?? 'NULL'} AS k1, ${keys[1] ?? 'NULL'} AS k2`,
      sql: `FROM ${from} WHERE v.store_id = ? AND ${where}${within}${audience ? ` AND ${audience.sql}` : ''}`,
      params: [
        storeId,
        ...params,
        ...(range === null ? [] : [range.from, range.to]),
        ...(audience?.params ?? []),
      ],
    };
  }
}

/** Null if nothing of the rule can fall into the range. */
function sourceOf({ trigger }: CareRuleBody, today: string, range: DayRange): Source | null {
  const car = (change: Partial<Source>): Source => ({
    from: 'vehicle v',
    where: '1 = 1',
    params: [],
    keys: [],
    range,
    day: (on) => on,
    owner: 'NULL',
    ...change,
  });
  const person = (change: Partial<Source>) =>
    car({ from: FIRST_CAR, where: IS_FIRST_CAR, owner: 'l.owner_id', ...change });
  /** The same day for everybody: asked only if it lies in the range. */
  const always = (on: string, source: typeof car): Source | null =>
    on < range.from || on > range.to ? null : source({ range: null, day: () => on });
  switch (trigger.type) {
    case 'event':
      return null;
    case 'on_date':
      return always(trigger.on, car);
    case 'since_sold':
      return car({ keys: ['v.sold_on'] });
    case 'holiday':
      return always(holidayFrom(trigger.holiday, today).on, person);
    case 'due':
      break;
  }
  switch (trigger.due) {
    case 'first_service':
    case 'service':
      return car({ keys: ['v.due_on'], where: 'v.due_kind = ?', params: [trigger.due] });
    case 'silence':
      return car({ keys: ['GREATEST(v.last_paid_visit_on, v.due_on)'], where: 'v.due_kind IS NOT NULL' });
    case 'insurance':
      return car({ keys: ['v.insurance_expires_on'] });
    case 'declined':
      return car({ keys: ['v.advised_on'] });
    case 'inspection':
      return car({
        keys: ['v.sold_on', 'v.`use`'],
        range: null,
        day: (soldOn, use) =>
          soldOn === null ? null : inspectionFrom(soldOn, use as VehicleUse, range.from),
      });
    case 'warranty':
      return car({
        keys: ['v.sold_on'],
        where: 'COALESCE(v.latest_km, 0) <= ?',
        params: [WARRANTY.km],
        // Months differ in length: a few days more on either side, the day itself decides.
        range: {
          from: addDays(addMonths(range.from, -WARRANTY.months), -4),
          to: addDays(addMonths(range.to, -WARRANTY.months), 4),
        },
        day: (soldOn) => (soldOn === null ? null : addMonths(soldOn, WARRANTY.months)),
      });
    case 'licence':
      return person({ keys: ['o.licence_expires_on'] });
    case 'birthday':
      return person({
        keys: ['o.birthday_on', BIRTHDAY_CALENDAR],
        range: null,
        day: (birthdayOn, calendar) =>
          birthdayFrom({ birthdayOn, ...calendarOf(calendar as BirthdayCalendar) }, range.from),
      });
  }
}
