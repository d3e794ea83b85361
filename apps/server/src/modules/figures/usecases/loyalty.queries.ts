import {
  customerGroups,
  type LoyaltyCar,
  type LoyaltyShare,
  loyaltyMeasureLabel,
  loyaltyMeasures,
  type routes,
} from '@cheban/contracts';
import { csvOf } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { groupBorders } from '../../vehicle/index.js';
import { cohorts } from './cohorts.js';

type Area = typeof routes.figures;
type Asked = QueryOf<Area['carsFile']>;

const FILE_ROWS = 20_000;

type CarRow = Omit<LoyaltyCar, 'hit' | 'ownerName'> & {
  brand: string;
  hit: string | number;
  ownerName: string | null;
};

/** Whether customers stay: groups by the gap since the last paid visit, and shares of cohorts of cars. */
@Injectable()
export class Loyalty {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, query: QueryOf<Area['loyalty']>): Promise<ViewOf<Area['loyalty']>> {
    const storeIds = storesOf(actor, query.storeId);
    const [groups, shares] = await Promise.all([
      this.groups(storeIds),
      Promise.all(loyaltyMeasures.map((measure) => this.share(measure, storeIds))),
    ]);
    return { ...groups, shares };
  }

  /** The cars behind a share; those that did not do it on top. Throws STORE.NOT_FOUND. */
  async page(actor: StaffActor, query: QueryOf<Area['cars']>): Promise<ViewOf<Area['cars']>> {
    const { page, pageSize } = query;
    const storeIds = storesOf(actor, query.storeId);
    if (storeIds.length === 0) return { items: [], total: 0, page, pageSize };
    const { sql, params } = cohorts[query.measure](storeIds, this.clock.today());
    const [items, counted] = await Promise.all([
      this.read(storeIds, query, pageSize, (page - 1) * pageSize),
      this.uow.read<{ n: string }>(`SELECT COUNT(*) AS n FROM ${sql} x ${onlyHits(query)}`, [...params]),
    ]);
    return { items, total: Number(counted[0]?.n ?? 0), page, pageSize };
  }

  /** The same as a table; who took it is kept. Throws STORE.NOT_FOUND. */
  async file(actor: StaffActor, query: Asked): Promise<string> {
    const storeIds = storesOf(actor, query.storeId);
    const items = storeIds.length === 0 ? [] : await this.read(storeIds, query, FILE_ROWS, 0);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'figures.export',
        text: `导出经营看板明细：${loyaltyMeasureLabel[query.measure]}（${items.length} 台）`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      ['车主', '车牌', '车型', '门店', '起算日', '计入', '最近到店', '下次到期'],
      ...items.map((row) => [
        row.ownerName,
        row.plate ?? '',
        row.model,
        row.storeName,
        row.since,
        row.hit ? '是' : '否',
        row.lastVisitOn ?? '',
        row.nextDueOn ?? '',
      ]),
    ]);
  }

  /** By store: new cars whose time for the first service is over, and those that came for it. */
  async firstServices(storeIds: readonly string[]): Promise<Map<string, { cars: number; hits: number }>> {
    if (storeIds.length === 0) return new Map();
    const { sql, params } = cohorts.first_service(storeIds, this.clock.today());
    const rows = await this.uow.read<{ storeId: string; cars: string; hits: string }>(
      `SELECT x.store_id AS storeId, COUNT(*) AS cars, SUM(x.hit) AS hits FROM ${sql} x GROUP BY x.store_id`,
      [...params],
    );
    return new Map(rows.map((row) => [row.storeId, { cars: Number(row.cars), hits: Number(row.hits) }]));
  }

  private async share(measure: LoyaltyShare['measure'], storeIds: readonly string[]): Promise<LoyaltyShare> {
    const { sql, params } = cohorts[measure](storeIds, this.clock.today());
    const [row] =
      storeIds.length === 0
        ? []
        : await this.uow.read<{ cars: string; hits: string | null; from: string | null; to: string | null }>(
            `SELECT COUNT(*) AS cars, SUM(x.hit) AS hits, DATE_FORMAT(MIN(x.since), '%Y-%m-%d') AS \`from\`,
                    DATE_FORMAT(MAX(x.since), '%Y-%m-%d') AS \`to\` FROM ${sql} x`,
            [...params],
          );
    return {
      measure,
      cars: Number(row?.cars ?? 0),
      hits: Number(row?.hits ?? 0),
      from: row?.from ?? null,
      to: row?.to ?? null,
    };
  }

  /** Counted as the list of owners has them: a row for each car and person. */
  private async groups(
    storeIds: readonly string[],
  ): Promise<Pick<ViewOf<Area['loyalty']>, 'groups' | 'insuredHere'>> {
    const today = this.clock.today();
    const counted = await Promise.all(
      (await this.stores.findByIds(storeIds)).map(async (store) => {
        const { atRiskBefore, lostBefore } = groupBorders(store.cycleMonths, today);
        const [row] = await this.uow.read<Record<string, string | null>>(
          `SELECT SUM(v.last_paid_visit_on >= ?) AS active,
                  SUM(v.last_paid_visit_on < ? AND v.last_paid_visit_on >= ?) AS at_risk,
                  SUM(v.last_paid_visit_on < ?) AS lost, SUM(v.last_paid_visit_on IS NULL) AS never,
                  SUM(v.insured_here AND v.insurance_expires_on >= ?) AS insuredHere
             FROM vehicle v JOIN owner_vehicle l ON l.vehicle_id = v.id
            WHERE v.store_id = ? AND l.ended_at IS NULL`,
          [atRiskBefore, atRiskBefore, lostBefore, lostBefore, today, store.id],
        );
        return row;
      }),
    );
    const total = (name: string) => counted.reduce((sum, row) => sum + Number(row?.[name] ?? 0), 0);
    return {
      groups: customerGroups.map((group) => ({ group, cars: total(group) })),
      insuredHere: total('insuredHere'),
    };
  }

  private async read(
    storeIds: readonly string[],
    query: Asked,
    limit: number,
    offset: number,
  ): Promise<LoyaltyCar[]> {
    const { sql, params } = cohorts[query.measure](storeIds, this.clock.today());
    const rows = await this.uow.read<CarRow>(
      `SELECT x.vehicle_id AS vehicleId, o.id AS ownerId, o.name AS ownerName, v.plate, v.brand, v.model,
              s.name AS storeName, DATE_FORMAT(x.since, '%Y-%m-%d') AS since, x.hit,
              DATE_FORMAT(v.last_paid_visit_on, '%Y-%m-%d') AS lastVisitOn, DATE_FORMAT(v.due_on, '%Y-%m-%d') AS nextDueOn
         FROM (SELECT * FROM ${sql} x ${onlyHits(query)} ORDER BY x.hit, x.since DESC, x.vehicle_id LIMIT ? OFFSET ?) x
         JOIN vehicle v ON v.id = x.vehicle_id JOIN store s ON s.id = x.store_id
         LEFT JOIN owner o ON o.id = (SELECT MIN(l.owner_id) FROM owner_vehicle l
           WHERE l.vehicle_id = x.vehicle_id AND l.role = 'owner' AND l.ended_at IS NULL)
        ORDER BY x.hit, x.since DESC, x.vehicle_id`,
      [...params, limit, offset],
    );
    return rows.map(({ brand, ...row }) => ({
      ...row,
      ownerName: openName(row.ownerName) ?? '未登记车主',
      plate: decryptOrNull(row.plate),
      model: `${brand} ${row.model}`,
      hit: Number(row.hit) === 1,
    }));
  }
}

const onlyHits = ({ hit }: Pick<Asked, 'hit'>) =>
  hit === undefined ? '' : `WHERE x.hit = ${hit === 'yes' ? 1 : 0}`;
