import type { BayKind, BrandTier, ServiceKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { BayEntity, ServiceItemEntity, StoreEntity, StoreHoursEntity } from './store.entity.js';

export interface Store {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly brand: string;
  readonly brandTier: BrandTier;
  readonly city: string;
  readonly address: string;
  readonly phone: string;
  readonly cycleMonths: number;
  readonly cycleKm: number;
  readonly leadMinutes: number;
  readonly horizonDays: number;
  readonly cutOffMinutes: number;
  readonly closedOnHolidays: boolean;
}
export interface StoreHours {
  readonly weekday: number;
  readonly opensAt: string;
  readonly closesAt: string;
}
export interface ServiceItem {
  readonly id: string;
  readonly storeId: string;
  readonly code: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly bayKind: BayKind;
  readonly minutes: number;
  readonly promiseMinutes: number | null;
  readonly priceFromFen: number | null;
  readonly active: boolean;
}
export interface Bay {
  readonly id: string;
  readonly storeId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: BayKind;
  readonly active: boolean;
}

/** What decides about the slots of a service, advisors left out. */
export interface ShopFloor {
  readonly store: Store;
  readonly service: ServiceItem;
  readonly hours: StoreHours[];
  /** Active bays of the service's kind, in the order of their codes. */
  readonly bayIds: string[];
}

const storeRecord = (entity: StoreEntity): Store => ({
  id: entity.id,
  code: entity.code,
  name: entity.name,
  brand: entity.brand,
  brandTier: entity.brandTier,
  city: entity.city,
  address: entity.address,
  phone: entity.phone,
  cycleMonths: entity.cycleMonths,
  cycleKm: entity.cycleKm,
  leadMinutes: entity.leadMinutes,
  horizonDays: entity.horizonDays,
  cutOffMinutes: entity.cutOffMinutes,
  closedOnHolidays: Boolean(entity.closedOnHolidays),
});
const serviceRecord = (entity: ServiceItemEntity): ServiceItem => ({
  ...entity,
  active: Boolean(entity.active),
});
const bayRecord = (entity: BayEntity): Bay => ({ ...entity, active: Boolean(entity.active) });

const STORE_COLUMNS = `s.id, s.code, s.name, s.brand, s.brand_tier AS brandTier, s.city, s.address, s.phone,
  s.cycle_months AS cycleMonths, s.cycle_km AS cycleKm, s.lead_minutes AS leadMinutes, s.horizon_days AS horizonDays,
  s.cut_off_minutes AS cutOffMinutes, s.closed_on_holidays AS closedOnHolidays`;

type StoreWithService = Store &
  Pick<ServiceItem, 'kind' | 'bayKind' | 'minutes' | 'promiseMinutes' | 'priceFromFen'> & {
    serviceId: string;
    serviceCode: string;
    serviceName: string;
  };

/** Opening hours of a weekday, or a bay. A column of a union comes as the widest type: numbers as texts. */
interface FloorPart {
  weekday: string | null;
  opensAt: string | null;
  closesAt: string | null;
  bayId: string | null;
}

@Injectable()
export class StoreRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findByIds(ids: readonly string[]): Promise<Store[]> {
    if (ids.length === 0) return [];
    const entities = await this.uow.reader.find(StoreEntity, {
      where: { id: In([...ids]) },
      order: { code: 'ASC' },
    });
    return entities.map(storeRecord);
  }

  async findAll(): Promise<Store[]> {
    return (await this.uow.reader.find(StoreEntity, { order: { code: 'ASC' } })).map(storeRecord);
  }

  async findByCode(code: string): Promise<Store | null> {
    const entity = await this.uow.reader.findOneBy(StoreEntity, { code });
    return entity ? storeRecord(entity) : null;
  }

  async hoursOf(storeIds: readonly string[]): Promise<(StoreHours & { storeId: string })[]> {
    return this.uow.reader.find(StoreHoursEntity, {
      where: { storeId: In([...storeIds]) },
      order: { weekday: 'ASC' },
    });
  }

  async servicesOf(storeIds: readonly string[]): Promise<ServiceItem[]> {
    const where = { storeId: In([...storeIds]) };
    return (await this.uow.reader.find(ServiceItemEntity, { where, order: { code: 'ASC' } })).map(
      serviceRecord,
    );
  }

  async findService(id: string): Promise<ServiceItem | null> {
    const entity = await this.uow.reader.findOneBy(ServiceItemEntity, { id });
    return entity ? serviceRecord(entity) : null;
  }

  async baysOf(storeIds: readonly string[]): Promise<Bay[]> {
    const where = { storeId: In([...storeIds]) };
    return (await this.uow.reader.find(BayEntity, { where, order: { code: 'ASC' } })).map(bayRecord);
  }

  /** Null if the store does not offer the service now. */
  async floorFor(storeId: string, serviceId: string): Promise<ShopFloor | null> {
    const [[row], parts] = await Promise.all([
      this.uow.read<StoreWithService>(
        `SELECT ${STORE_COLUMNS}, i.id AS serviceId, i.code AS serviceCode, i.kind, i.name AS serviceName,
                i.bay_kind AS bayKind, i.minutes, i.promise_minutes AS promiseMinutes, i.price_from_fen AS priceFromFen
           FROM store s JOIN service_item i ON i.store_id = s.id WHERE s.id = ? AND i.id = ? AND i.active = 1`,
        [storeId, serviceId],
      ),
      this.uow.read<FloorPart>(
        `SELECT weekday, opens_at AS opensAt, closes_at AS closesAt, NULL AS bayId, NULL AS code
           FROM store_hours WHERE store_id = ?
          UNION ALL
         SELECT NULL, NULL, NULL, b.id, b.code FROM service_item i
           JOIN bay b ON b.store_id = i.store_id AND b.kind = i.bay_kind AND b.active = 1
          WHERE i.id = ? AND i.store_id = ?
          ORDER BY weekday, code`,
        [storeId, serviceId, storeId],
      ),
    ]);
    if (!row) return null;
    const { serviceId: id, serviceCode, kind, serviceName, bayKind, ...rest } = row;
    const { minutes, promiseMinutes, priceFromFen, ...store } = rest;
    const times = { minutes, promiseMinutes, priceFromFen };
    return {
      store: { ...store, closedOnHolidays: Boolean(store.closedOnHolidays) },
      service: { id, storeId, code: serviceCode, kind, name: serviceName, bayKind, ...times, active: true },
      hours: parts.flatMap(({ weekday, opensAt, closesAt }) =>
        opensAt === null || closesAt === null ? [] : [{ weekday: Number(weekday), opensAt, closesAt }],
      ),
      bayIds: parts.flatMap(({ bayId }) => bayId ?? []),
    };
  }

  async insert(tx: Tx, store: Omit<Store, 'id'>): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(StoreEntity, {
      id,
      ...store,
      latitude: null,
      longitude: null,
      createdAt: this.clock.date(),
    });
    return id;
  }

  async update(tx: Tx, id: string, change: Partial<Store>): Promise<void> {
    await tx.manager.update(StoreEntity, { id }, change);
  }

  async setHours(tx: Tx, storeId: string, hours: readonly StoreHours[]): Promise<void> {
    await tx.manager.delete(StoreHoursEntity, { storeId });
    if (hours.length > 0)
      await tx.manager.insert(
        StoreHoursEntity,
        hours.map((entry) => ({ storeId, ...entry })),
      );
  }

  /** Adds or changes by (store, code). */
  async saveService(tx: Tx, service: Omit<ServiceItem, 'id'>): Promise<void> {
    const known = await tx.manager.findOneBy(ServiceItemEntity, {
      storeId: service.storeId,
      code: service.code,
    });
    if (known) await tx.manager.update(ServiceItemEntity, { id: known.id }, service);
    else await tx.manager.insert(ServiceItemEntity, { id: newId(this.clock), ...service });
  }

  async saveBay(tx: Tx, bay: Omit<Bay, 'id'>): Promise<void> {
    const known = await tx.manager.findOneBy(BayEntity, { storeId: bay.storeId, code: bay.code });
    if (known) await tx.manager.update(BayEntity, { id: known.id }, bay);
    else await tx.manager.insert(BayEntity, { id: newId(this.clock), ...bay });
  }
}
