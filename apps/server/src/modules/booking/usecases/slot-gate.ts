import { addDays, businessDate, MINUTE_MS, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { candidates, openDay, SLOT_MS, unitsOf } from '../domain/slots.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import type { Shop } from './slot-finder.js';

export interface Wish {
  bookingId: string;
  /** Milliseconds. */
  startsAt: number;
  advisorId: string | null;
  /** Staff may ask for a bay. */
  bayId?: string | undefined;
  /** Staff are not bound by lead time and horizon. */
  staff: boolean;
}

/** How many pairs of bay and advisor are tried before the slot counts as full. */
const MAX_TRIES = 12;

/**
 * The one gate to capacity: owners, staff, moves and the waiting list all pass here, inside the transaction that
 * writes the booking.
 */
@Injectable()
export class SlotGate {
  constructor(
    private readonly repository: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws BOOKING.SLOT_INVALID, TOO_SOON, TOO_FAR or SLOT_FULL. Returns what was taken. */
  async take(tx: Tx, shop: Shop, wish: Wish): Promise<{ bayId: string; advisorId: string; endsAt: number }> {
    const { service, store } = shop;
    const endsAt = wish.startsAt + service.minutes * MINUTE_MS;
    this.check(shop, wish, endsAt);
    const units = unitsOf(wish.startsAt, service.minutes);
    const day = startOfBusinessDay(businessDate(wish.startsAt));
    const taken = await this.repository.takenBetween(
      store.id,
      day,
      startOfBusinessDay(addDays(businessDate(wish.startsAt), 1)),
    );
    const known = shop.advisors.map((advisor) => advisor.id);
    if (wish.advisorId !== null && !known.includes(wish.advisorId))
      throw new AppError('BOOKING.SLOT_INVALID');
    if (wish.bayId !== undefined && !shop.bayIds.includes(wish.bayId))
      throw new AppError('BOOKING.SLOT_INVALID');
    const pairs = candidates({
      units,
      bayIds: wish.bayId === undefined ? shop.bayIds : [wish.bayId],
      advisorIds: wish.advisorId === null ? known : [wish.advisorId],
      taken,
    });
    for (const pair of pairs.slice(0, MAX_TRIES)) {
      const claim = { storeId: store.id, bookingId: wish.bookingId, units, ...pair };
      if (await this.repository.claim(tx, claim)) return { ...pair, endsAt };
    }
    throw new AppError('BOOKING.SLOT_FULL');
  }

  private check(shop: Shop, wish: Wish, endsAt: number): void {
    const now = this.clock.now();
    const on = businessDate(wish.startsAt);
    const { opens, closes } = openDay(shop.rules, on);
    const onGrid = opens !== null && (wish.startsAt - opens) % SLOT_MS === 0;
    if (opens === null || closes === null || !onGrid || wish.startsAt < opens || endsAt > closes) {
      throw new AppError('BOOKING.SLOT_INVALID');
    }
    if (wish.startsAt < now) throw new AppError('BOOKING.TOO_SOON');
    if (wish.staff) return;
    if (wish.startsAt < now + shop.store.leadMinutes * MINUTE_MS) throw new AppError('BOOKING.TOO_SOON');
    if (on > addDays(businessDate(now), shop.store.horizonDays)) throw new AppError('BOOKING.TOO_FAR');
  }
}
