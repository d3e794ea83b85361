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
  /** Shorter hours on holidays that the store works, HH:MM; null: the usual ones. */
  readonly holidayOpensAt: string | null;
  readonly holidayClosesAt: string | null;
  /** Open bookings that one owner may have at once. */
  readonly maxOpenBookings: number;
  /** Percent of a month's sales that are visited at home in the month after. */
  readonly homeVisitPercent: number;
  /** Kilometres around the store within which help on the road is free. */
  readonly rescueFreeKm: number;
  /** WGS-84 degrees, for the weather; null: the centre of the city counts. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}
export interface StoreHours {
  readonly weekday: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly breakFrom?: string | null;
  readonly breakTo?: string | null;
}
export interface ServiceItem {
  readonly id: string;
  readonly storeId: string;
  readonly code: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly bayKind: BayKind;
  readonly minutes: number;
  /** Minutes after the service in which the bay stays taken. */
  readonly bufferMinutes: number;
  readonly needsTechnician: boolean;
  readonly promiseMinutes: number | null;
  readonly priceFromFen: number | null;
  readonly active: boolean;
}
export type NewStore = Omit<
  Store,
  | 'id'
  | 'holidayOpensAt'
  | 'holidayClosesAt'
  | 'maxOpenBookings'
  | 'homeVisitPercent'
  | 'rescueFreeKm'
  | 'latitude'
  | 'longitude'
> &
  Partial<Store>;
export type NewService = Omit<ServiceItem, 'id' | 'bufferMinutes' | 'needsTechnician'> & Partial<ServiceItem>;
/** Open bookings of one owner at once, where the store says nothing else. */
const MAX_OPEN_BOOKINGS = 5;
/** mission.md C: a store plans 30 % of the month's sales. */
const HOME_VISIT_PERCENT = 30;

export interface Bay {
  readonly id: string;
  readonly storeId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: BayKind;
  readonly active: boolean;
}

const degreesOf = ({ latitude, longitude }: { latitude: string | null; longitude: string | null }) => ({
  latitude: latitude === null ? null : Number(latitude),
  longitude: longitude === null ? null : Number(longitude),
});
const degreeTexts = ({ latitude, longitude }: Partial<Pick<Store, 'latitude' | 'longitude'>>) => ({
  ...(latitude === undefined ? {} : { latitude: latitude === null ? null : latitude.toFixed(4) }),
  ...(longitude === undefined ? {} : { longitude: longitude === null ? null : longitude.toFixed(4) }),
});
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
  holidayOpensAt: entity.holidayOpensAt,
  holidayClosesAt: entity.holidayClosesAt,
  maxOpenBookings: entity.maxOpenBookings,
  homeVisitPercent: entity.homeVisitPercent,
  rescueFreeKm: entity.rescueFreeKm,
  ...degreesOf(entity),
});
const serviceRecord = (entity: ServiceItemEntity): ServiceItem => ({
  ...entity,
  needsTechnician: Boolean(entity.needsTechnician),
  active: Boolean(entity.active),
});
const bayRecord = (entity: BayEntity): Bay => ({ ...entity, active: Boolean(entity.active) });

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

  async servicesByIds(ids: readonly string[]): Promise<ServiceItem[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return [];
    return (await this.uow.reader.findBy(ServiceItemEntity, { id: In(wanted) })).map(serviceRecord);
  }

  async findService(id: string): Promise<ServiceItem | null> {
    const entity = await this.uow.reader.findOneBy(ServiceItemEntity, { id });
    return entity ? serviceRecord(entity) : null;
  }

  async baysOf(storeIds: readonly string[]): Promise<Bay[]> {
    const where = { storeId: In([...storeIds]) };
    return (await this.uow.reader.find(BayEntity, { where, order: { code: 'ASC' } })).map(bayRecord);
  }

  /** Without hours of its own for holidays, and with the usual limit of open bookings, unless given. */
  async insert(tx: Tx, store: NewStore): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(StoreEntity, {
      id,
      holidayOpensAt: null,
      holidayClosesAt: null,
      maxOpenBookings: MAX_OPEN_BOOKINGS,
      homeVisitPercent: HOME_VISIT_PERCENT,
      rescueFreeKm: 0,
      ...store,
      latitude: null,
      longitude: null,
      ...degreeTexts(store),
      createdAt: this.clock.date(),
    });
    return id;
  }

  async update(tx: Tx, id: string, change: Partial<Store>): Promise<void> {
    const { latitude: _lat, longitude: _lon, ...rest } = change;
    await tx.manager.update(StoreEntity, { id }, { ...rest, ...degreeTexts(change) });
  }

  /** Writes the hours of these days of the week; one of them without hours is closed, other days stay. */
  async setHours(
    tx: Tx,
    storeId: string,
    hours: readonly StoreHours[],
    weekdays: readonly number[] = hours.map(({ weekday }) => weekday),
  ): Promise<void> {
    await tx.manager.delete(StoreHoursEntity, { storeId, weekday: In([...weekdays]) });
    if (hours.length > 0)
      await tx.manager.insert(
        StoreHoursEntity,
        hours.map((entry) => ({ storeId, breakFrom: null, breakTo: null, ...entry })),
      );
  }

  /** Adds or changes by (store, code). */
  async saveService(tx: Tx, service: NewService): Promise<void> {
    const known = await tx.manager.findOneBy(ServiceItemEntity, {
      storeId: service.storeId,
      code: service.code,
    });
    if (known) await tx.manager.update(ServiceItemEntity, { id: known.id }, service);
    else
      await tx.manager.insert(ServiceItemEntity, {
        id: newId(this.clock),
        bufferMinutes: 0,
        needsTechnician: false,
        ...service,
      });
  }

  /** Makes other changes of the store wait until the transaction ends. */
  async lock(tx: Tx, storeId: string): Promise<void> {
    await tx.query('SELECT id FROM store WHERE id = ? FOR UPDATE', [storeId]);
  }

  async saveBay(tx: Tx, bay: Omit<Bay, 'id'>): Promise<void> {
    const known = await tx.manager.findOneBy(BayEntity, { storeId: bay.storeId, code: bay.code });
    if (known) await tx.manager.update(BayEntity, { id: known.id }, bay);
    else await tx.manager.insert(BayEntity, { id: newId(this.clock), ...bay });
  }
}
