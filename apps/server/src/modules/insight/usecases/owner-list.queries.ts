import type { routes } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { groupBorders, groupOf } from '../../vehicle/index.js';
import { Search } from './search.queries.js';

type ListRoute = (typeof routes)['customer']['list'];
type Query = QueryOf<ListRoute>;

/** Counting goes no further: nobody pages through more, and a million owners must not slow the page. */
const COUNT_LIMIT = 10_000;

interface Row {
  ownerId: string;
  name: string;
  phone: string | null;
  vehicleId: string;
  plate: string | null;
  model: string;
  storeId: string;
  lastPaidVisitOn: string | null;
  dueOn: string | null;
  bound: number;
}

/** The table of owners: one row per car and its people, narrowed, sorted and paged in SQL. */
@Injectable()
export class OwnerList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: StoreCatalog,
    private readonly search: Search,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, query: Query): Promise<ViewOf<ListRoute>> {
    const storeIds = storesOf(actor, query.storeId);
    const { page, pageSize } = query;
    const empty = { items: [], total: 0, page, pageSize };
    if (storeIds.length === 0) return empty;
    const stores = await this.stores.findByIds(storeIds);
    const where: string[] = ['v.store_id IN (?)', 'l.ended_at IS NULL'];
    const parameters: unknown[] = [storeIds];
    if (query.q) {
      const hits = await this.search.run(actor, query.q);
      const ids = hits.flatMap((found) => (found.vehicleId ? [found.vehicleId] : []));
      if (ids.length === 0) return empty;
      where.push('v.id IN (?)');
      parameters.push(ids);
    }
    if (query.group) this.narrow(query.group, stores, where, parameters);
    const from = query.sort === 'name' && !query.q ? OWNERS_FIRST : CARS_FIRST;
    const condition = where.join(' AND ');
    const [rows, [count]] = await Promise.all([
      this.uow.reader.query(
        `SELECT o.id AS ownerId, o.name, o.phone, v.id AS vehicleId, v.plate, v.model, v.store_id AS storeId,
                v.last_paid_visit_on AS lastPaidVisitOn, v.due_on AS dueOn,
                EXISTS (SELECT 1 FROM account a WHERE a.owner_id = o.id) AS bound
           ${from} WHERE ${condition} ORDER BY ${orders[query.sort]} LIMIT ? OFFSET ?`,
        [...parameters, pageSize, (page - 1) * pageSize],
      ) as Promise<Row[]>,
      this.uow.reader.query(
        `SELECT COUNT(*) AS n FROM (SELECT 1 ${CARS} WHERE ${condition} LIMIT ${COUNT_LIMIT}) AS found`,
        parameters,
      ) as Promise<{ n: string }[]>,
    ]);
    const today = this.clock.today();
    return {
      items: rows.map((row) => {
        const store = stores.find((entry) => entry.id === row.storeId);
        const phone = decryptOrNull(row.phone);
        return {
          id: row.ownerId,
          name: openName(row.name),
          phone: phone === null ? null : maskPhone(phone),
          vehicles: [{ id: row.vehicleId, plate: decryptOrNull(row.plate), model: row.model }],
          storeName: store?.name ?? '',
          group: groupOf(row.lastPaidVisitOn, store?.cycleMonths ?? 6, today),
          lastVisitOn: row.lastPaidVisitOn,
          nextDueOn: row.dueOn,
          bound: Boolean(row.bound),
        };
      }),
      total: Number(count?.n ?? 0),
      page,
      pageSize,
    };
  }

  /** Borders differ by store (its service cycle), so each store gets its own condition. */
  private narrow(
    group: NonNullable<Query['group']>,
    stores: readonly { id: string; cycleMonths: number }[],
    where: string[],
    parameters: unknown[],
  ): void {
    if (group === 'never') {
      where.push('v.last_paid_visit_on IS NULL');
      return;
    }
    const parts = stores.map((store) => {
      const { atRiskBefore, lostBefore } = groupBorders(store.cycleMonths, this.clock.today());
      const range = {
        active: ['v.last_paid_visit_on >= ?', [atRiskBefore]],
        at_risk: ['v.last_paid_visit_on < ? AND v.last_paid_visit_on >= ?', [atRiskBefore, lostBefore]],
        lost: ['v.last_paid_visit_on < ?', [lostBefore]],
      } as const;
      const [sql, values] = range[group];
      parameters.push(store.id, ...values);
      return `(v.store_id = ? AND ${sql})`;
    });
    where.push(`(${parts.join(' OR ')})`);
  }
}

/**
 * The order of the tables is the order of reading: cars of the stores by their own index, or people by name until the
 * page is full. Left to choose, the database reads every owner there is.
 */
const CARS = 'FROM vehicle v STRAIGHT_JOIN owner_vehicle l ON l.vehicle_id = v.id';
const CARS_FIRST = `${CARS} STRAIGHT_JOIN owner o ON o.id = l.owner_id`;
const OWNERS_FIRST =
  'FROM owner o STRAIGHT_JOIN owner_vehicle l ON l.owner_id = o.id STRAIGHT_JOIN vehicle v ON v.id = l.vehicle_id';

/** Nothing known comes last: NULL is the smallest, so a descending order needs no more. */
const orders = {
  due: 'v.due_on IS NULL, v.due_on, v.id',
  last_visit: 'v.last_paid_visit_on DESC, v.id DESC',
  name: 'o.name_head, o.id',
} as const;
