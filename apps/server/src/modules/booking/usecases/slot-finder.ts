import type { SlotsView } from '@cheban/contracts';
import { addDays, businessDate, shanghaiClock, startOfBusinessDay, weekday } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Crew, type CrewMember } from '../../staff/index.js';
import { type Closure, type FloorStore, type ServiceItem, StoreCatalog } from '../../store/index.js';
import { awayIn, findSlots, type OpeningRules } from '../domain/slots.js';
import type { Taken } from '../domain/taken.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';

/** A store with everything that decides about its slots. */
export interface Shop {
  store: FloorStore;
  service: ServiceItem;
  rules: OpeningRules;
  bayIds: string[];
  closures: Closure[];
  /** Advisors who can do the service. */
  advisors: CrewMember[];
  /** Technicians who can do the service; null if it takes none. */
  technicians: CrewMember[] | null;
}

/** Leave and closures of a shop in [from, to), milliseconds. */
export function awayOf(shop: Shop, from: number, to: number): Taken {
  const leaves = [...shop.advisors, ...(shop.technicians ?? [])].flatMap(({ id, leaves }) =>
    leaves.map((leave) => ({ ...leave, resourceId: id })),
  );
  return awayIn(from, to, [...leaves, ...shop.closures]);
}

export interface SlotQuery {
  advisorId?: string | null | undefined;
  /** Business date; what lies in the past starts today. */
  from?: string | undefined;
  days: number;
}

const iso = (ms: number) => toDate(ms).toISOString();

/** Finds free slots with three queries, however many bays, people and days there are. */
@Injectable()
export class SlotFinder {
  constructor(
    private readonly stores: StoreCatalog,
    private readonly crew: Crew,
    private readonly capacity: CapacityRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND if store and service do not belong together or the service is not offered. */
  async shop(storeId: string, serviceId: string): Promise<Shop> {
    const [floor, crew] = await Promise.all([
      this.stores.floorFor(storeId, serviceId),
      this.crew.ofStore(storeId, this.clock.now()),
    ]);
    if (!floor) throw new AppError('STORE.NOT_FOUND');
    const { store, service, calendar, bayIds, closures } = floor;
    const able = crew.filter(({ kinds }) => kinds.length === 0 || kinds.includes(service.kind));
    const withRole = (role: CrewMember['role']) => able.filter((person) => person.role === role);
    return {
      store,
      service,
      rules: calendar,
      bayIds,
      closures,
      advisors: withRole('advisor'),
      technicians: service.needsTechnician ? withRole('technician') : null,
    };
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
    return this.capacity.takenBetween(storeId, startOfBusinessDay(from), end);
  }

  private view(shop: Shop, query: SlotQuery, from: string, taken: Taken): SlotsView {
    const now = this.clock.now();
    const days = findSlots({
      rules: shop.rules,
      from,
      days: query.days,
      minutes: shop.service.minutes,
      bufferMinutes: shop.service.bufferMinutes,
      bayIds: shop.bayIds,
      advisorIds: query.advisorId ? [query.advisorId] : shop.advisors.map((advisor) => advisor.id),
      technicianIds: shop.technicians?.map(({ id }) => id) ?? null,
      taken,
      away: awayOf(shop, startOfBusinessDay(from), startOfBusinessDay(addDays(from, query.days))),
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
