import { addDays, businessDate, MINUTE_MS, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { choices, fitsInto, openDay, SLOT_MS, unitsOf } from '../domain/slots.js';
import { UNIT_MS } from '../domain/taken.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';
import { awayOf, type Shop } from './slot-finder.js';

export interface Wish {
  /** Id of the booking or hold that takes the slot. */
  holder: string;
  /** Milliseconds. */
  startsAt: number;
  advisorId: string | null;
  /** Staff may ask for a bay. */
  bayId?: string | undefined;
  /** Staff are not bound by lead time and horizon, and may start at any quarter of an hour. */
  staff: boolean;
  /** End of a hold, milliseconds; null for a booking. */
  expiresAt: number | null;
}

export interface Spot {
  bayId: string;
  advisorId: string;
  technicianId: string | null;
  /** Milliseconds. */
  endsAt: number;
}

/**
 * The one gate to capacity: owners, staff, moves, holds and the waiting list all pass here, inside the transaction that
 * writes the booking or hold.
 */
@Injectable()
export class SlotGate {
  constructor(
    private readonly capacity: CapacityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a bay, an advisor and, where the service asks for one, a technician: each by its unique keys, one after the
   * other, so that a taker who loses one resource to somebody else goes on to the next and gives up only when none of
   * a kind is left. Throws BOOKING.SLOT_INVALID, TOO_SOON, TOO_FAR or SLOT_FULL, and has then taken nothing.
   */
  async take(tx: Tx, shop: Shop, wish: Wish): Promise<Spot> {
    const { service, store } = shop;
    const { advisorIds, bayIds, endsAt } = this.check(shop, wish);
    const on = businessDate(wish.startsAt);
    const [from, to] = [startOfBusinessDay(on), startOfBusinessDay(addDays(on, 1))];
    const [taken, lastChosen] = await Promise.all([
      this.capacity.takenBetween(store.id, from, to),
      this.capacity.lastChosen(advisorIds),
    ]);
    const choice = choices({
      start: wish.startsAt,
      minutes: service.minutes,
      bufferMinutes: service.bufferMinutes,
      bayIds,
      advisorIds,
      technicianIds: shop.technicians?.map(({ id }) => id) ?? null,
      taken,
      away: awayOf(shop, from, to),
      lastChosen,
    });
    const claim = { storeId: store.id, holder: wish.holder, expiresAt: wish.expiresAt };
    const first = async (ids: readonly string[], minutes: number): Promise<string | null> => {
      const units = unitsOf(wish.startsAt, minutes);
      for (const resourceId of ids) {
        if (await this.capacity.claim(tx, { ...claim, resourceId, units })) return resourceId;
      }
      return null;
    };
    const bayId = await first(choice.bayIds, service.minutes + service.bufferMinutes);
    if (bayId === null) throw new AppError('BOOKING.SLOT_FULL');
    const advisorId = await first(choice.advisorIds, service.minutes);
    const technicianId =
      advisorId === null || choice.technicianIds === null
        ? null
        : await first(choice.technicianIds, service.minutes);
    if (advisorId === null || (choice.technicianIds !== null && technicianId === null)) {
      await this.capacity.free(tx, wish.holder);
      throw new AppError('BOOKING.SLOT_FULL');
    }
    return { bayId, advisorId, technicianId, endsAt };
  }

  /**
   * Where a booking beyond capacity would stand: the asked bay and advisor, or the first bay and the least busy advisor.
   * Takes nothing. Throws as `take` does, save SLOT_FULL; SLOT_INVALID too if the store has no bay or nobody for it.
   */
  async beyond(shop: Shop, wish: Wish): Promise<Spot> {
    const { advisorIds, bayIds, endsAt } = this.check(shop, wish);
    const lastChosen = await this.capacity.lastChosen(advisorIds);
    const last = (id: string) => lastChosen.get(id) ?? '';
    const [advisorId] = [...advisorIds].sort((a, b) => (last(a) < last(b) ? -1 : last(a) > last(b) ? 1 : 0));
    const [bayId] = bayIds;
    if (bayId === undefined || advisorId === undefined) throw new AppError('BOOKING.SLOT_INVALID');
    return { bayId, advisorId, technicianId: shop.technicians?.[0]?.id ?? null, endsAt };
  }

  private check(shop: Shop, wish: Wish): { advisorIds: string[]; bayIds: string[]; endsAt: number } {
    const now = this.clock.now();
    const endsAt = wish.startsAt + shop.service.minutes * MINUTE_MS;
    const on = businessDate(wish.startsAt);
    const day = openDay(shop.rules, on);
    const grid = wish.staff ? UNIT_MS : SLOT_MS;
    const onGrid = day.opens !== null && (wish.startsAt - day.opens) % grid === 0;
    if (!onGrid || !fitsInto(day, wish.startsAt, endsAt)) throw new AppError('BOOKING.SLOT_INVALID');
    const known = shop.advisors.map(({ id }) => id);
    if (wish.advisorId !== null && !known.includes(wish.advisorId))
      throw new AppError('BOOKING.SLOT_INVALID');
    if (wish.bayId !== undefined && !shop.bayIds.includes(wish.bayId))
      throw new AppError('BOOKING.SLOT_INVALID');
    const earliest = wish.staff ? now - UNIT_MS : now + shop.store.leadMinutes * MINUTE_MS;
    if (wish.startsAt < Math.max(earliest, wish.staff ? 0 : now)) throw new AppError('BOOKING.TOO_SOON');
    if (!wish.staff && on > addDays(businessDate(now), shop.store.horizonDays))
      throw new AppError('BOOKING.TOO_FAR');
    return {
      advisorIds: wish.advisorId === null ? known : [wish.advisorId],
      bayIds: wish.bayId === undefined ? shop.bayIds : [wish.bayId],
      endsAt,
    };
  }
}
