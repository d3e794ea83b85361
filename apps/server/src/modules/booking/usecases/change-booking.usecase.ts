import { MINUTE_MS, sayDateTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, may, type OwnerActor, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { StoreCatalog } from '../../store/index.js';
import type { BookingEvents } from '../booking.events.js';
import { isChangeable } from '../domain/booking-lifecycle.js';
import { BOOKING_RING } from '../jobs/sweep-bookings.job.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';
import { BookingTransitions } from './booking-transitions.js';
import { FreeReschedules } from './free-reschedules.usecase.js';
import { ownerHolder } from './holds.usecase.js';
import { SlotFinder } from './slot-finder.js';
import { TakeSpot } from './take-spot.usecase.js';

type Actor = OwnerActor | StaffActor;

export interface Target {
  /** ISO 8601. */
  startsAt: string;
  bayId?: string | undefined;
  /** null: any; left out: as before. */
  advisorId?: string | null | undefined;
  /** A slot that the same person holds. */
  holdId?: string | undefined;
  overbook?: { reason: string } | undefined;
}

/** Moves a booking along its life. Every change locks the row, asks the transition table, and tells the others. */
@Injectable()
export class ChangeBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BookingRepository,
    private readonly stores: StoreCatalog,
    private readonly finder: SlotFinder,
    private readonly spots: TakeSpot,
    private readonly capacity: CapacityRepository,
    private readonly wakeUp: WakeUp,
    private readonly transitions: BookingTransitions,
    private readonly freeReschedules: FreeReschedules,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  confirm(actor: StaffActor, id: string): Promise<Booking> {
    return this.change(actor, id, async (tx, booking) => {
      if (booking.state !== 'requested') throw new AppError('BOOKING.STATE');
      await this.transitions.go(tx, booking, 'confirmed');
      return { event: 'booking.confirmed', text: '确认预约' };
    });
  }

  cancel(actor: Actor, id: string, reason: string): Promise<Booking> {
    return this.change(actor, id, async (tx, booking) => {
      if (!isChangeable(booking.state)) throw new AppError('BOOKING.STATE');
      await this.ensureInTime(actor, booking);
      await this.transitions.go(tx, booking, 'cancelled', { cancelReason: reason });
      const notice =
        actor.kind === 'account'
          ? `客户取消了 ${sayDateTime(booking.startsAt, this.clock.now())} 的预约`
          : null;
      return { event: 'booking.cancelled', text: '取消预约', notice, by: actor.kind };
    });
  }

  noShow(actor: StaffActor, id: string): Promise<Booking> {
    return this.change(actor, id, async (tx, booking) => {
      if (booking.startsAt > this.clock.now()) throw new AppError('BOOKING.STATE');
      await this.transitions.go(tx, booking, 'no_show');
      return { event: 'booking.no-show', text: '标记未到店' };
    });
  }

  /**
   * Frees the old capacity and takes the new one in one transaction: either both or neither. The owner is told only if
   * the time changes. Throws BOOKING.OVERBOOK_FORBIDDEN if it asks for more than there is without the permission.
   */
  reschedule(actor: Actor, id: string, to: Target): Promise<Booking> {
    if (to.overbook && !(actor.kind === 'staff' && may(actor, 'booking.overbook')))
      return Promise.reject(new AppError('BOOKING.OVERBOOK_FORBIDDEN'));
    return this.change(actor, id, async (tx, booking) => {
      if (!isChangeable(booking.state)) throw new AppError('BOOKING.STATE');
      // Bad weather lifts the cut-off, once; such a move is not the owner's own change of mind.
      const free = actor.kind === 'account' && (await this.freeReschedules.use(tx, booking));
      if (!free) await this.ensureInTime(actor, booking);
      const shop = await this.finder.shop(booking.storeId, booking.serviceId);
      const wished =
        to.advisorId === undefined ? (booking.advisorChosen ? booking.advisorId : null) : to.advisorId;
      const startsAt = Date.parse(to.startsAt);
      await this.capacity.free(tx, id);
      const spot = await this.spots.forNew(tx, shop, {
        id,
        startsAt,
        ownerId: booking.ownerId,
        staffId: actor.kind === 'staff' ? actor.staffId : null,
        formHolder: actor.kind === 'staff' ? null : ownerHolder(booking.ownerId),
        advisorId: wished,
        bayId: to.bayId,
        holdId: to.holdId,
        overbook: to.overbook?.reason,
      });
      await this.repository.update(tx, id, { startsAt, ...spot, advisorChosen: wished !== null });
      tx.afterCommit(() => this.wakeUp.ring(BOOKING_RING));
      const beyond = spot.overbookReason === null ? '' : `（超额：${spot.overbookReason}）`;
      if (startsAt === booking.startsAt)
        return { event: 'booking.reassigned', text: `调整工位或顾问${beyond}`, by: actor.kind };
      const notice =
        actor.kind === 'account' ? `客户把预约改到 ${sayDateTime(startsAt, this.clock.now())}` : null;
      return { event: 'booking.rescheduled', text: `改期${beyond}`, notice, by: actor.kind, free };
    });
  }

  private async change(
    actor: Actor,
    id: string,
    work: (
      tx: Tx,
      booking: Booking,
    ) => Promise<{
      event: keyof Omit<BookingEvents, 'booking.slot-offered'>;
      text: string;
      notice?: string | null;
      by?: 'account' | 'staff';
      free?: boolean;
    }>,
  ): Promise<Booking> {
    return this.uow.run(async (tx) => {
      const booking = await this.repository.lockById(tx, id);
      if (!booking) throw notFound();
      if (actor.kind === 'staff') ensureStore(actor, booking.storeId);
      else if (booking.ownerId !== actor.ownerId) throw notFound();
      const { event, text, notice, by, free } = await work(tx, booking);
      const { storeId } = booking;
      await this.outbox.append(tx, {
        type: event,
        storeId,
        payload: { bookingId: id, ...(by ? { by } : {}), ...(free ? { free } : {}) },
      });
      if (actor.kind === 'staff')
        await this.audit.write(tx, { actor, action: event, text, subjectId: id, storeId });
      this.live.publish(tx, { topic: 'booking', storeId, id, notice: notice ?? null });
      return (await this.repository.findById(id)) as Booking;
    });
  }

  /** Owners may change until the store's cut-off; afterwards the app shows whom to call. */
  private async ensureInTime(actor: Actor, booking: Booking): Promise<void> {
    if (actor.kind === 'staff') return;
    const store = await this.stores.findById(booking.storeId);
    if (this.clock.now() > booking.startsAt - (store?.cutOffMinutes ?? 0) * MINUTE_MS)
      throw new AppError('BOOKING.CUT_OFF');
  }
}
