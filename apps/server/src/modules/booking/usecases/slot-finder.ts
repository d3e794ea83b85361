import type { SlotsView } from '@cheban/contracts';
import { addDays, businessDate, shanghaiClock, startOfBusinessDay, weekday } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { type Advisor, Advisors } from '../../staff/index.js';
import { type ServiceItem, type Store, StoreCatalog } from '../../store/index.js';
import { findSlots, type OpeningRules } from '../domain/slots.js';
import type { Taken } from '../domain/taken.js';
import { BookingRepository } from '../persistence/booking.repository.js';

/** A store with everything that decides about its slots. */
export interface Shop {
  store: Store;
  service: ServiceItem;
  rules: OpeningRules;
  bayIds: string[];
  advisors: Advisor[];
}

export interface SlotQuery {
  advisorId?: string | null | undefined;
  /** Business date; what lies in the past starts today. */
  from?: string | undefined;
  days: number;
}

const iso = (ms: number) => toDate(ms).toISOString();

/** Finds free slots with four queries, however many bays, advisors and days there are. */
@Injectable()
export class SlotFinder {
  constructor(
    private readonly stores: StoreCatalog,
    private readonly staff: Advisors,
    private readonly repository: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND if store and service do not belong together or the service is not offered. */
  async shop(storeId: string, serviceId: string): Promise<Shop> {
    const [floor, advisors] = await Promise.all([
      this.stores.floorFor(storeId, serviceId),
      this.staff.ofStore(storeId),
    ]);
    if (!floor) throw new AppError('STORE.NOT_FOUND');
    const { store, service, calendar, bayIds } = floor;
    return { store, service, rules: calendar, bayIds, advisors };
  }

  /** The slots of a service, all asked at once. Throws as `shop` does. */
  async page(storeId: string, serviceId: string, query: SlotQuery): Promise<SlotsView> {
    const from = this.firstDay(query);
    const [shop, taken] = await Promise.all([
      this.shop(storeId, serviceId),
      this.takenIn(storeId, from, query.days),
    ]);
    return this.view(shop, query, from, taken);
  }

  /** The slots of a shop that is known already. */
  async find(shop: Shop, query: SlotQuery): Promise<SlotsView> {
    const from = this.firstDay(query);
    return this.view(shop, query, from, await this.takenIn(shop.store.id, from, query.days));
  }

  private firstDay(query: SlotQuery): string {
    const today = this.clock.today();
    return query.from !== undefined && query.from > today ? query.from : today;
  }

  private takenIn(storeId: string, from: string, days: number): Promise<Taken> {
    const end = startOfBusinessDay(addDays(from, days));
    return this.repository.takenBetween(storeId, startOfBusinessDay(from), end);
  }

  private view(shop: Shop, query: SlotQuery, from: string, taken: Taken): SlotsView {
    const now = this.clock.now();
    const days = findSlots({
      rules: shop.rules,
      from,
      days: query.days,
      minutes: shop.service.minutes,
      bayIds: shop.bayIds,
      advisorIds: query.advisorId ? [query.advisorId] : shop.advisors.map((advisor) => advisor.id),
      taken,
      now,
      leadMinutes: shop.store.leadMinutes,
      lastDay: addDays(businessDate(now), shop.store.horizonDays),
    });
    const firstFree = days.flatMap((day) => day.slots).find((slot) => slot.free);
    return {
      days: days.map((day) => ({
        on: day.on,
        weekday: weekday(day.on),
        holiday: day.holiday,
        open: day.open,
        freeCount: day.slots.filter((slot) => slot.free).length,
        slots: day.slots.map(({ start, free }) => ({
          startsAt: iso(start),
          clock: shanghaiClock(start),
          free,
        })),
      })),
      firstFreeAt: firstFree ? iso(firstFree.start) : null,
    };
  }
}
