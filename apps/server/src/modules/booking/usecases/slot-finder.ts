import type { SlotsView } from '@cheban/contracts';
import { addDays, businessDate, shanghaiClock, startOfBusinessDay, weekday } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { type Advisor, Advisors } from '../../staff/index.js';
import { type ServiceItem, type Store, StoreCatalog } from '../../store/index.js';
import { findSlots, type OpeningRules } from '../domain/slots.js';
import { BookingRepository } from '../persistence/booking.repository.js';

/** A store with everything that decides about its slots. */
export interface Shop {
  store: Store;
  service: ServiceItem;
  rules: OpeningRules;
  bayIds: string[];
  advisors: Advisor[];
}

/** Finds free slots with a constant number of queries, however many bays, advisors and days there are. */
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
    const [store, service, hours, bays, advisors] = await Promise.all([
      this.stores.findById(storeId),
      this.stores.findService(serviceId),
      this.stores.hoursOf(storeId),
      this.stores.baysOf(storeId),
      this.staff.ofStore(storeId),
    ]);
    if (!store || !service || service.storeId !== storeId || !service.active)
      throw new AppError('STORE.NOT_FOUND');
    const bayIds = bays.filter((bay) => bay.kind === service.bayKind).map((bay) => bay.id);
    return { store, service, rules: { hours, closedOnHolidays: store.closedOnHolidays }, bayIds, advisors };
  }

  async find(
    shop: Shop,
    query: { advisorId?: string | null; from?: string; days: number },
  ): Promise<SlotsView> {
    const now = this.clock.now();
    const today = businessDate(now);
    const from = query.from !== undefined && query.from > today ? query.from : today;
    const advisorIds = query.advisorId ? [query.advisorId] : shop.advisors.map((advisor) => advisor.id);
    const days = findSlots({
      rules: shop.rules,
      from,
      days: query.days,
      minutes: shop.service.minutes,
      bayIds: shop.bayIds,
      advisorIds,
      taken: await this.repository.takenBetween(
        shop.store.id,
        startOfBusinessDay(from),
        startOfBusinessDay(addDays(from, query.days)),
      ),
      now,
      leadMinutes: shop.store.leadMinutes,
      lastDay: addDays(today, shop.store.horizonDays),
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
          startsAt: toDate(start).toISOString(),
          clock: shanghaiClock(start),
          free,
        })),
      })),
      firstFreeAt: firstFree ? toDate(firstFree.start).toISOString() : null,
    };
  }
}
