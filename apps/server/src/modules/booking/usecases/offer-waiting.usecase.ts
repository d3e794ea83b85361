import { addDays, DEFAULT_QUIET_HOURS, isQuiet, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { laterDate, OFFER_MINUTES, suits } from '../domain/waiting.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type WaitingEntry, WaitingRepository } from '../persistence/waiting.repository.js';
import { Holds } from './holds.usecase.js';
import { OfferMessages } from './offer-messages.usecase.js';
import { type Shop, SlotFinder } from './slot-finder.js';

/** Places looked at in one run; the next run goes on. */
const BATCH = 300;
const MAX_DAYS = 31;
/** Else the slot would be kept from others for somebody who cannot book it, and the next owner could not wait. */
const CAR_GONE = '爱车已移出车库，候补已结束。';

/**
 * Offers free slots to the waiting list: one slot to one person at a time, first come first, each with a hold that ends
 * by itself. Nobody is woken at night: what becomes free then is offered in the morning.
 */
@Injectable()
export class OfferWaiting {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: WaitingRepository,
    private readonly bookings: BookingRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly holds: Holds,
    private readonly finder: SlotFinder,
    private readonly messages: OfferMessages,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Returns how many slots were offered. Any number of processes may run it at once: the gate decides. */
  async run(): Promise<number> {
    const entries = await this.repository.open(null, BATCH);
    if (entries.length === 0) return 0;
    const today = this.clock.today();
    const shops = new Map<string, Promise<Shop | null>>();
    const shopOf = (entry: WaitingEntry) => {
      const key = `${entry.storeId} ${entry.serviceId}`;
      const known = shops.get(key) ?? this.finder.shop(entry.storeId, entry.serviceId).catch(noShop);
      shops.set(key, known);
      return known;
    };
    const people = await this.vehicles.peopleOfMany(entries.map(({ vehicleId }) => vehicleId));
    const isTheirs = ({ ownerId, vehicleId }: WaitingEntry) =>
      people.get(vehicleId)?.some((person) => person.ownerId === ownerId) ?? false;
    let offered = 0;
    for (const entry of entries) {
      if (entry.state !== 'waiting') continue;
      if (entry.toOn < today) await this.end(entry.id, '等候的日期已过，没有等到空位，欢迎重新候补。');
      else if (!isTheirs(entry)) await this.end(entry.id, CAR_GONE);
      else if (!isQuiet(this.clock.now(), DEFAULT_QUIET_HOURS)) {
        const shop = await shopOf(entry);
        if (shop === null) await this.end(entry.id, '门店暂不提供这项服务。');
        else if (await this.offer(entry, shop)) offered += 1;
      }
    }
    return offered;
  }

  private async offer(entry: WaitingEntry, shop: Shop): Promise<boolean> {
    const known = shop.advisors.some(({ id }) => id === entry.advisorId);
    const advisorId = known ? entry.advisorId : null;
    const today = this.clock.today();
    const from = laterDate(entry.fromOn, today);
    const [slots, before] = await Promise.all([
      this.finder.find(shop, { advisorId, from, days: daysFrom(from, entry.toOn) }),
      this.repository.offeredStarts(entry.id),
    ]);
    const starts = slots.days
      .flatMap((day) => day.slots)
      .filter((slot) => slot.free)
      .map((slot) => Date.parse(slot.startsAt))
      .filter((start) => suits(entry, start) && !before.has(start));
    for (const startsAt of starts) {
      const outcome = await this.hold(entry.id, shop, startsAt, advisorId);
      if (outcome !== 'full') return outcome === 'offered';
    }
    return false;
  }

  /** `full` if somebody was faster: the next start is tried. */
  private async hold(
    waitingId: string,
    shop: Shop,
    startsAt: number,
    advisorId: string | null,
  ): Promise<'offered' | 'full' | 'over'> {
    try {
      return await this.uow.run(async (tx) => {
        const entry = await this.repository.lockById(tx, waitingId);
        if (entry?.state !== 'waiting') return 'over';
        if (!(await this.vehicles.holdTie(tx, entry.ownerId, entry.vehicleId))) {
          await this.repository.update(tx, entry.id, { state: 'ended', why: CAR_GONE });
          return 'over';
        }
        const [booked] = await this.bookings.openOfVehicles([entry.vehicleId]);
        if (booked) {
          await this.repository.update(tx, entry.id, { state: 'booked', why: '这辆车已有预约。' });
          return 'over';
        }
        const now = this.clock.now();
        const hold = await this.holds.put(
          tx,
          shop,
          { ...entry, advisorId, startsAt: toDate(startsAt).toISOString() },
          {
            purpose: 'waiting',
            holder: `waiting:${entry.id}`,
            ownerId: entry.ownerId,
            staffId: null,
            waitingId: entry.id,
            expiresAt: now + OFFER_MINUTES * MINUTE_MS,
            staff: false,
          },
        );
        const { expiresAt } = hold;
        if (!(await this.repository.addOffer(tx, { waitingId, startsAt, holdId: hold.id, expiresAt }))) {
          throw new AppError('BOOKING.SLOT_FULL');
        }
        await this.repository.update(tx, entry.id, {
          state: 'offered',
          holdId: hold.id,
          offers: entry.offers + 1,
        });
        await this.messages.plan(tx, 'waiting_offer', hold, shop);
        await this.outbox.append(tx, {
          type: 'booking.slot-offered',
          storeId: entry.storeId,
          payload: { waitingId, holdId: hold.id },
        });
        return 'offered';
      });
    } catch (error) {
      if (error instanceof AppError && retriable.has(error.code)) return 'full';
      throw error;
    }
  }

  private end(id: string, why: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const entry = await this.repository.lockById(tx, id);
      if (entry?.state === 'waiting') await this.repository.update(tx, id, { state: 'ended', why });
    });
  }
}

/** Refusals of one start that say nothing about the others. */
const retriable = new Set([
  'BOOKING.SLOT_FULL',
  'BOOKING.SLOT_INVALID',
  'BOOKING.TOO_SOON',
  'BOOKING.TOO_FAR',
]);

function noShop(error: unknown): null {
  if (error instanceof AppError && error.code === 'STORE.NOT_FOUND') return null;
  throw error;
}

function daysFrom(from: string, to: string): number {
  for (let days = 1; days < MAX_DAYS; days += 1) if (addDays(from, days) > to) return days;
  return MAX_DAYS;
}
