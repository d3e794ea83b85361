import { errors } from '@cheban/contracts';
import { DEFAULT_QUIET_HOURS, deferOutOfQuietHours, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField } from '../../../platform/errors/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { FILLER_MINUTES } from '../domain/waiting.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type Hold, HoldRepository } from '../persistence/hold.repository.js';
import { Holds } from './holds.usecase.js';
import { OfferMessages } from './offer-messages.usecase.js';
import { SlotFinder } from './slot-finder.js';

export interface SlotOffer {
  vehicleId: string;
  ownerId: string;
  serviceId: string;
  /** ISO 8601. */
  startsAt: string;
}

export interface OfferResult {
  vehicleId: string;
  offered: boolean;
  holdId: string | null;
  expiresAt: string | null;
  /** Why not, in words. */
  why: string | null;
}

/**
 * Offers free slots of an empty bay: each owner gets a slot of their own, held while they decide, and one message that
 * passes the caps, quiet hours and wishes of care. Each offer stands for itself: one that fails does not stop the others.
 */
@Injectable()
export class OfferSlots {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly holdRows: HoldRepository,
    private readonly holds: Holds,
    private readonly vehicles: VehicleDirectory,
    private readonly finder: SlotFinder,
    private readonly messages: OfferMessages,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, storeId: string, offers: readonly SlotOffer[]): Promise<OfferResult[]> {
    storeOf(actor, storeId);
    const results: OfferResult[] = [];
    for (const offer of offers) {
      try {
        const hold = await this.offer(actor, storeId, offer);
        results.push({
          vehicleId: offer.vehicleId,
          offered: true,
          holdId: hold.id,
          expiresAt: toDate(hold.expiresAt).toISOString(),
          why: null,
        });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const why = error.details.fields?.[0]?.message ?? errors[error.code].text;
        results.push({ vehicleId: offer.vehicleId, offered: false, holdId: null, expiresAt: null, why });
      }
    }
    return results;
  }

  private async offer(actor: StaffActor, storeId: string, offer: SlotOffer): Promise<Hold> {
    const vehicle = await this.vehicles.ofOwnerById(offer.ownerId, offer.vehicleId);
    if (!vehicle || vehicle.storeId !== storeId) throw new AppError('VEHICLE.NOT_FOUND');
    const shop = await this.finder.shop(storeId, offer.serviceId);
    return this.uow.part(async (tx) => {
      const [booked] = await this.bookings.openOfVehicles([offer.vehicleId]);
      if (booked) throw new AppError('BOOKING.VEHICLE_ALREADY_BOOKED');
      const holder = `offer:${offer.vehicleId}`;
      const before = await this.holdRows.lockByHolder(tx, holder);
      const now = this.clock.now();
      if (before && before.expiresAt > now) throw refusal('已发出邀约，正在等车主答复。');
      if (before) await this.holds.drop(tx, before);
      const startsAt = Date.parse(offer.startsAt);
      // What is offered at night is said in the morning, and must still be there then.
      const expiresAt = Math.min(
        deferOutOfQuietHours(now, DEFAULT_QUIET_HOURS) + FILLER_MINUTES * MINUTE_MS,
        startsAt - shop.store.leadMinutes * MINUTE_MS,
      );
      if (expiresAt <= now) throw new AppError('BOOKING.TOO_SOON');
      const hold = await this.holds.put(
        tx,
        shop,
        { ...offer, storeId, advisorId: null },
        {
          purpose: 'offer',
          holder,
          ownerId: offer.ownerId,
          staffId: null,
          waitingId: null,
          expiresAt,
          staff: false,
        },
      );
      await this.messages.plan(tx, 'slot_offer', hold, shop);
      await this.audit.write(tx, {
        actor,
        action: 'booking.offer-slot',
        text: `邀约空闲时段：${shop.service.name}`,
        subjectId: hold.id,
        storeId,
      });
      return hold;
    });
  }
}

function refusal(message: string): AppError {
  return invalidField('vehicleId', message);
}
