import { type MakeupCar, type routes, traitPartLabel } from '@cheban/contracts';
import { type CustomerTrait, customerTraitLabel, customerTraits } from '@cheban/contracts/constants';
import { csvOf, formatYuan, metresBetween, type Spot } from '@cheban/kernel';
import { placeOf } from '@cheban/kernel/district';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { partsOf } from '../domain/trait-parts.js';
import { customerCars, traitPart } from './customer-cars.js';

type Area = typeof routes.figures;
type Asked = QueryOf<Area['makeupCarsFile']>;

const FILE_ROWS = 20_000;
/** Each is one pass over the cars. */
const traitsOfCar = ['model', 'car_age', 'value', 'use'] as const;
const traitsOfOwner = ['district', 'sex', 'age', 'occupation', 'hobbies'] as const;

interface DistrictRow {
  district: string;
  cars: string;
  soldHere: string;
  servicedHere: string | null;
}
type CarRow = Omit<MakeupCar, 'ownerName' | 'paidFen'> & { ownerName: string; paidFen: string };

/** Who the customers of stores are (mission A): where they live, what they drive, what they spend. */
@Injectable()
export class Makeup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, query: QueryOf<Area['makeup']>): Promise<ViewOf<Area['makeup']>> {
    const storeIds = storesOf(actor, query.storeId);
    if (storeIds.length === 0) return { cars: 0, districts: [], stores: [], traits: [] };
    const [ofCars, ofOwners, districts, found] = await Promise.all([
      this.count(traitsOfCar, storeIds),
      this.count(traitsOfOwner, storeIds),
      this.districts(storeIds),
      this.stores.findByIds(storeIds),
    ]);
    const stores = found.flatMap(({ name, latitude, longitude }) =>
      latitude === null || longitude === null ? [] : [{ name, latitude, longitude }],
    );
    const traits = new Map([
      ...traitsOfCar.map((trait) => [trait, partsOf(trait, ofCars)] as const),
      ...traitsOfOwner.map((trait) => [trait, partsOf(trait, ofOwners)] as const),
    ]);
    return {
      cars: ofCars.reduce((sum, { cars }) => sum + cars, 0),
      districts: districts.map((row) => {
        const place = placeOf(row.district);
        return {
          district: row.district,
          cars: Number(row.cars),
          soldHere: Number(row.soldHere),
          servicedHere: Number(row.servicedHere ?? 0),
          longitude: place?.longitude ?? null,
          latitude: place?.latitude ?? null,
          km: place && nearest(place, stores),
        };
      }),
      stores,
      traits: customerTraits.flatMap((trait) => traits.get(trait) ?? []),
    };
  }

  /** The cars behind a part; who spent most in a year on top. Throws STORE.NOT_FOUND. */
  async page(actor: StaffActor, query: QueryOf<Area['makeupCars']>): Promise<ViewOf<Area['makeupCars']>> {
    const { page, pageSize, trait, part } = query;
    const storeIds = storesOf(actor, query.storeId);
    if (storeIds.length === 0) return { items: [], total: 0, page, pageSize };
    const { sql, params } = customerCars(storeIds, this.clock.today(), trait === 'value');
    const [items, counted] = await Promise.all([
      this.read(storeIds, query, pageSize, (page - 1) * pageSize),
      this.uow.read<{ n: string }>(`SELECT COUNT(*) AS n FROM ${sql} x WHERE ${traitPart[trait]} = ?`, [
        ...params,
        part,
      ]),
    ]);
    return { items, total: Number(counted[0]?.n ?? 0), page, pageSize };
  }

  /** The same as a table; who took it is kept. Throws STORE.NOT_FOUND. */
  async file(actor: StaffActor, query: Asked): Promise<string> {
    const storeIds = storesOf(actor, query.storeId);
    const items = storeIds.length === 0 ? [] : await this.read(storeIds, query, FILE_ROWS, 0);
    const words = `${customerTraitLabel[query.trait]} ${traitPartLabel(query.trait, query.part)}`;
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'figures.export',
        text: `导出客户构成明细：${words}（${items.length} 台）`,
        storeId: query.storeId ?? null,
      }),
    );
    return csvOf([
      ['车主', '车牌', '车型', '门店', '地区', '购车日期', '近一年消费（元）', '最近到店'],
      ...items.map((row) => [
        row.ownerName,
        row.plate ?? '',
        row.model,
        row.storeName,
        row.district,
        row.soldOn ?? '',
        formatYuan(row.paidFen),
        row.lastVisitOn ?? '',
      ]),
    ]);
  }

  /** Cars by each combination of some traits that occurs. */
  private async count<T extends CustomerTrait>(traits: readonly T[], storeIds: readonly string[]) {
    const { sql, params } = customerCars(storeIds, this.clock.today(), traits.includes('value' as T));
    const columns = traits.map((trait) => `${traitPart[trait]} AS \`${trait}\``).join(', ');
    const places = traits.map((_, i) => i + 1).join(', ');
    const rows = await this.uow.read<Record<T, string> & { cars: string }>(
      `SELECT ${columns}, COUNT(*) AS cars FROM ${sql} x GROUP BY ${places}`,
      params,
    );
    return rows.map((row) => ({ ...row, cars: Number(row.cars) }));
  }

  private districts(storeIds: readonly string[]): Promise<DistrictRow[]> {
    const { sql, params } = customerCars(storeIds, this.clock.today(), false);
    return this.uow.read<DistrictRow>(
      `SELECT x.district, COUNT(*) AS cars, SUM(x.sold_here) AS soldHere, SUM(x.serviced_here) AS servicedHere
         FROM ${sql} x GROUP BY x.district ORDER BY cars DESC, x.district`,
      params,
    );
  }

  private async read(
    storeIds: readonly string[],
    { trait, part }: Asked,
    limit: number,
    offset: number,
  ): Promise<MakeupCar[]> {
    const { sql, params } = customerCars(storeIds, this.clock.today(), true);
    const rows = await this.uow.read<CarRow>(
      `SELECT x.id AS vehicleId, x.owner_id AS ownerId, x.name AS ownerName, x.plate, x.model, s.name AS storeName,
              x.district, DATE_FORMAT(x.sold_on, '%Y-%m-%d') AS soldOn, x.paid_fen AS paidFen,
              DATE_FORMAT(x.last_paid_visit_on, '%Y-%m-%d') AS lastVisitOn
         FROM ${sql} x JOIN store s ON s.id = x.store_id WHERE ${traitPart[trait]} = ?
        ORDER BY x.paid_fen DESC, x.id LIMIT ? OFFSET ?`,
      [...params, part, limit, offset],
    );
    return rows.map((row) => ({
      ...row,
      ownerName: openName(row.ownerName) ?? '未登记车主',
      plate: decryptOrNull(row.plate),
      paidFen: Number(row.paidFen),
    }));
  }
}

/** Whole kilometres from the nearest store; null if none is on the map. */
function nearest(place: Spot, stores: readonly Spot[]): number | null {
  return stores.length === 0
    ? null
    : Math.round(Math.min(...stores.map((store) => metresBetween(place, store))) / 1_000);
}
