import type { OpeningCalendar } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { ServiceItem, Store } from './store.repository.js';

/** A time in which a bay cannot be used; milliseconds. */
export interface Closure {
  readonly id: string;
  readonly resourceId: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** A store, but for what has nothing to do with slots. */
export type FloorStore = Omit<Store, 'homeVisitPercent' | 'rescueFreeKm'>;

/** What decides about the slots of a service, people left out. */
export interface ShopFloor {
  readonly store: FloorStore;
  readonly service: ServiceItem;
  readonly calendar: OpeningCalendar;
  /** Active bays of the service's kind, in the order of their codes. */
  readonly bayIds: string[];
  /** Closures of the store's bays that are not over. */
  readonly closures: Closure[];
}

type Row = FloorStore &
  Pick<ServiceItem, 'kind' | 'bayKind' | 'minutes' | 'promiseMinutes' | 'priceFromFen' | 'bufferMinutes'> & {
    serviceId: string;
    serviceCode: string;
    serviceName: string;
    needsTechnician: number;
    hours: Json<[number, string, string, string | null, string | null]>;
    bays: Json<[string, string]>;
    specials: Json<[string, string | null, string | null]>;
    closures: Json<[string, string, number, number, string]>;
  };
/** MySQL's driver parses JSON by itself, MariaDB's JSON is text; no row at all is null. */
type Json<T> = string | T[] | null;
const listOf = <T>(json: Json<T>): T[] =>
  json === null ? [] : typeof json === 'string' ? (JSON.parse(json) as T[]) : json;

/** One statement, however many bays, hours and closures: every slot page and every booking asks it. */
const FLOOR = `SELECT s.id, s.code, s.name, s.brand, s.brand_tier AS brandTier, s.city, s.address, s.phone,
    s.cycle_months AS cycleMonths, s.cycle_km AS cycleKm, s.lead_minutes AS leadMinutes, s.horizon_days AS horizonDays,
    s.latitude + 0E0 AS latitude, s.longitude + 0E0 AS longitude,
    s.cut_off_minutes AS cutOffMinutes, s.closed_on_holidays AS closedOnHolidays, s.holiday_opens_at AS holidayOpensAt,
    s.holiday_closes_at AS holidayClosesAt, s.max_open_bookings AS maxOpenBookings,
    i.id AS serviceId, i.code AS serviceCode, i.kind, i.name AS serviceName, i.bay_kind AS bayKind, i.minutes,
    i.promise_minutes AS promiseMinutes, i.price_from_fen AS priceFromFen, i.buffer_minutes AS bufferMinutes,
    i.needs_technician AS needsTechnician,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(h.weekday, h.opens_at, h.closes_at, h.break_from, h.break_to))
       FROM store_hours h WHERE h.store_id = s.id) AS hours,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(b.code, b.id))
       FROM bay b WHERE b.store_id = s.id AND b.kind = i.bay_kind AND b.active = 1) AS bays,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(DATE_FORMAT(d.day_on, '%Y-%m-%d'), d.opens_at, d.closes_at))
       FROM store_special_day d WHERE d.store_id = s.id AND d.day_on >= ?) AS specials,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(c.id, c.bay_id, UNIX_TIMESTAMP(c.from_at), UNIX_TIMESTAMP(c.to_at), c.reason))
       FROM bay_closure c WHERE c.store_id = s.id AND c.to_at > ?) AS closures
  FROM store s JOIN service_item i ON i.store_id = s.id WHERE s.id = ? AND i.id = ? AND i.active = 1`;

/** The shop floor as one service needs it. */
@Injectable()
export class FloorRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Null if the store does not offer the service now. */
  async floorFor(storeId: string, serviceId: string): Promise<ShopFloor | null> {
    const [row] = await this.uow.read<Row>(FLOOR, [
      this.clock.today(),
      toDate(this.clock.now()),
      storeId,
      serviceId,
    ]);
    if (!row) return null;
    const { serviceId: id, serviceCode, serviceName, hours, bays, specials, closures, ...rest } = row;
    const { kind, bayKind, minutes, promiseMinutes, priceFromFen, bufferMinutes, needsTechnician, ...plain } =
      rest;
    const store: FloorStore = { ...plain, closedOnHolidays: Boolean(plain.closedOnHolidays) };
    return {
      store,
      service: {
        id,
        storeId,
        code: serviceCode,
        kind,
        name: serviceName,
        bayKind,
        minutes,
        bufferMinutes,
        needsTechnician: Boolean(needsTechnician),
        promiseMinutes,
        priceFromFen,
        active: true,
      },
      calendar: calendarOf(
        store,
        listOf(hours).map(([weekday, opensAt, closesAt, breakFrom, breakTo]) => ({
          weekday,
          opensAt,
          closesAt,
          breakFrom,
          breakTo,
        })),
        listOf(specials).map(([on, opensAt, closesAt]) => ({ on, opensAt, closesAt })),
      ),
      bayIds: listOf(bays)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([, bayId]) => bayId),
      closures: listOf(closures).map(([closureId, resourceId, from, to, reason]) => ({
        id: closureId,
        resourceId,
        from: Number(from) * 1000,
        to: Number(to) * 1000,
        reason,
      })),
    };
  }
}

/** The opening calendar of a store, for kernel's `openWindow`. */
export function calendarOf(
  store: Pick<Store, 'closedOnHolidays' | 'holidayOpensAt' | 'holidayClosesAt'>,
  hours: OpeningCalendar['hours'],
  specialDays: NonNullable<OpeningCalendar['specialDays']>,
): OpeningCalendar {
  const { closedOnHolidays, holidayOpensAt: opensAt, holidayClosesAt: closesAt } = store;
  return {
    hours,
    closedOnHolidays,
    holidayHours: opensAt !== null && closesAt !== null ? { opensAt, closesAt } : null,
    specialDays,
  };
}
