import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { DeclinedPlan } from './declined-plan.usecase.js';

/** Code of the care rule that asks about put-off work. */
const RULE = 'declined';

/** Bookings and the owner's answers reshape what was put off. */
@Injectable()
export class DeclinedReactions implements EventConsumer {
  readonly name = 'workshop.declined';
  readonly types = [
    'booking.requested',
    'booking.confirmed',
    'booking.cancelled',
    'booking.no-show',
    'care.answered',
    'follow-up.answered',
  ] as const;

  constructor(
    consumers: EventConsumers,
    private readonly bookings: BookingReader,
    private readonly plan: DeclinedPlan,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<DeclinedReactions>): Promise<void> {
    if (event.type === 'care.answered') {
      const { vehicleId, rule, answer, days } = event.payload;
      return rule === RULE ? this.answered(tx, vehicleId, { answer, days }) : undefined;
    }
    if (event.type === 'follow-up.answered') {
      const { vehicleId, answer, dues } = event.payload;
      return dues.some(({ rule }) => rule === RULE) ? this.answered(tx, vehicleId, answer) : undefined;
    }
    const booking = await this.bookings.findById(event.payload.bookingId);
    if (!booking) return;
    // As it stands now: an event may be heard late.
    const open = await this.bookings.openOfVehicle(booking.vehicleId);
    if (open) await this.plan.booked(tx, booking.vehicleId, open.id);
    else if (booking.state === 'cancelled' || booking.state === 'no_show')
      await this.plan.unbooked(tx, booking.vehicleId, booking.id);
  }

  private async answered(
    tx: Tx,
    vehicleId: string,
    { answer, days }: { answer: string; days?: number | undefined },
  ): Promise<void> {
    if (answer === 'later' && days !== undefined) await this.plan.answered(tx, vehicleId, { answer, days });
    if (answer === 'done_elsewhere') await this.plan.answered(tx, vehicleId, { answer });
  }
}
