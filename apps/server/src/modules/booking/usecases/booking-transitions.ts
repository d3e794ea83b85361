import type { BookingState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { isOpen, mayGo } from '../domain/booking-lifecycle.js';
import { BOOKING_RING } from '../jobs/sweep-bookings.job.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';

/** Moves a locked booking along the transition table; the workshop moves bookings through it as the car goes on. */
@Injectable()
export class BookingTransitions {
  constructor(
    private readonly repository: BookingRepository,
    private readonly capacity: CapacityRepository,
    private readonly wakeUp: WakeUp,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Throws BOOKING.STATE if the table does not allow it. Closed bookings give their capacity and their car back. */
  async go(
    tx: Tx,
    booking: Booking,
    state: BookingState,
    also: { cancelReason?: string; visitId?: string } = {},
  ): Promise<void> {
    if (!mayGo(booking.state, state)) throw new AppError('BOOKING.STATE');
    const closed = !isOpen(state);
    await this.repository.update(tx, booking.id, { state, closed, ...also });
    if (!closed) return;
    const gone = state === 'cancelled' || state === 'no_show';
    await this.capacity.free(tx, booking.id, gone ? 0 : this.clock.now());
    tx.afterCommit(() => this.wakeUp.ring(BOOKING_RING));
  }

  /** The car is here. Throws BOOKING.STATE. */
  async markArrived(tx: Tx, id: string, visitId: string): Promise<void> {
    const booking = await this.repository.lockById(tx, id);
    if (!booking) throw new AppError('BOOKING.STATE');
    await this.go(tx, booking, 'arrived', { visitId });
    this.live.publish(tx, { topic: 'booking', storeId: booking.storeId, id, notice: null });
  }

  /** Follows the visit; a step that changes nothing is fine. Throws BOOKING.STATE. */
  async markState(tx: Tx, id: string, state: 'in_service' | 'ready' | 'handed_over'): Promise<void> {
    const booking = await this.repository.lockById(tx, id);
    if (!booking || booking.state === state) return;
    await this.go(tx, booking, state);
    this.live.publish(tx, { topic: 'booking', storeId: booking.storeId, id, notice: null });
  }
}
