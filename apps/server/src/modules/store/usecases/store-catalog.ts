import { type OpeningCalendar } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import {
  type Closure,
  calendarOf,
  FloorRepository,
  type ShopFloor,
} from '../persistence/floor.repository.js';
import {
  type Bay,
  type ServiceItem,
  type Store,
  type StoreHours,
  StoreRepository,
} from '../persistence/store.repository.js';
import { StoreCalendarRepository } from '../persistence/store-calendar.repository.js';

/** Reads stores for the other rooms. Returns null or empty lists for what does not exist; never throws. */
@Injectable()
export class StoreCatalog {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: StoreRepository,
    private readonly floors: FloorRepository,
    private readonly calendars: StoreCalendarRepository,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Store | null> {
    const [store] = await this.uow.recall(`store ${id}`, () => this.repository.findByIds([id]));
    return store ?? null;
  }

  findByIds(ids: readonly string[]): Promise<Store[]> {
    return this.repository.findByIds([...new Set(ids)]);
  }

  findByCode(code: string): Promise<Store | null> {
    return this.repository.findByCode(code);
  }

  all(): Promise<Store[]> {
    return this.repository.findAll();
  }

  /** Active services of a store, first service and periodic service first. */
  async servicesOf(storeId: string): Promise<ServiceItem[]> {
    return (await this.repository.servicesOf([storeId])).filter((service) => service.active);
  }

  findService(id: string): Promise<ServiceItem | null> {
    return this.uow.recall(`service ${id}`, () => this.repository.findService(id));
  }

  /** A store as one of its services needs it; null if the store does not offer it. One query. */
  floorFor(storeId: string, serviceId: string): Promise<ShopFloor | null> {
    return this.floors.floorFor(storeId, serviceId);
  }

  /** Active bays of a store. */
  async baysOf(storeId: string): Promise<Bay[]> {
    return (await this.repository.baysOf([storeId])).filter((bay) => bay.active);
  }

  hoursOf(storeId: string): Promise<StoreHours[]> {
    return this.repository.hoursOf([storeId]);
  }

  /**
   * When a store is open, with breaks, holidays and special days from `from` (a business date, default today) on; for
   * kernel's `openWindow`. Null if there is no such store. Notes of special days by date.
   */
  async calendarOf(
    storeId: string,
    from = this.clock.today(),
  ): Promise<{ calendar: OpeningCalendar; notes: Map<string, string> } | null> {
    const [store, hours, specials] = await Promise.all([
      this.findById(storeId),
      this.hoursOf(storeId),
      this.calendars.specialDaysOf([storeId], from),
    ]);
    if (!store) return null;
    return {
      calendar: calendarOf(store, hours, specials),
      notes: new Map(specials.map(({ on, note }) => [on, note])),
    };
  }

  /** Closures of the store's bays that end after `from`, milliseconds. */
  closuresOf(storeId: string, from: number): Promise<Closure[]> {
    return this.calendars.closuresOf([storeId], from);
  }
}
