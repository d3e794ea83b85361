import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { Messages } from '../../messaging/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { VisitReader } from '../../workshop/index.js';
import { STOPPED_BY_SALE } from '../domain/care-answers.js';
import { isPlanned } from '../domain/care-rule.js';
import { STOPPED_BY_BOOKING } from '../domain/care-stops.js';
import { CareItemRepository } from '../persistence/care-item.repository.js';
import { PlanCars } from './plan-cars.usecase.js';
import { RuleBook } from './rule-book.js';

/** What happens elsewhere reshapes the plan: bookings stop reminders, visits and new owners plan the car anew. */
@Injectable()
export class CareReactions implements EventConsumer {
  readonly name = 'care.reactions';
  readonly types = [
    'booking.requested',
    'booking.confirmed',
    'booking.cancelled',
    'booking.no-show',
    'visit.handed-over',
    'owner.bound',
  ] as const;

  constructor(
    consumers: EventConsumers,
    private readonly items: CareItemRepository,
    private readonly planner: PlanCars,
    private readonly book: RuleBook,
    private readonly messages: Messages,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly vehicles: VehicleDirectory,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<CareReactions>): Promise<void> {
    if (event.type === 'owner.bound') return this.bound(tx, event.payload.ownerId);
    if (event.type === 'visit.handed-over') {
      const visit = await this.visits.findById(event.payload.visitId);
      return visit ? this.free(tx, visit.vehicleId, '爱车已交付，按新的情况安排。') : undefined;
    }
    const booking = await this.bookings.findById(event.payload.bookingId);
    if (!booking) return;
    if (event.type === 'booking.requested' || event.type === 'booking.confirmed')
      return this.booked(tx, booking.vehicleId);
    await this.free(tx, booking.vehicleId, '预约已取消，恢复提醒。');
  }

  /** What the visit will settle is not told any more; what was to be told in the same message is told by itself. */
  private async booked(tx: Tx, vehicleId: string): Promise<void> {
    const now = this.clock.now();
    const car = await this.vehicles.findById(vehicleId);
    const rules = await this.book.forStore(car?.storeId ?? '');
    const related = [...rules.values()].filter((rule) => rule.facts.endsWithVisit && isPlanned(rule));
    const relatedIds = related.map(({ code }) => code);
    await this.items.stopCar(tx, vehicleId, relatedIds, STOPPED_BY_BOOKING, now);
    const kinds = [...new Set(related.map(({ body }) => body.kind))];
    const taken = await this.messages.takeBack(tx, { vehicleId, kinds }, STOPPED_BY_BOOKING);
    await this.items.replan(tx, vehicleId, taken, relatedIds, now);
  }

  /** Reminders that only the booking had stopped come back, unless what they speak of has been done meanwhile. */
  private async free(tx: Tx, vehicleId: string, why: string): Promise<void> {
    const open = await this.bookings.openOfVehicle(vehicleId);
    if (!open) await this.items.reopenCar(tx, vehicleId, STOPPED_BY_BOOKING, why, this.clock.now());
    await this.planner.run(tx, [vehicleId]);
  }

  /** An owner who becomes reachable is told within seconds what is due. */
  private async bound(tx: Tx, ownerId: string): Promise<void> {
    const cars = await this.vehicles.ofOwner(ownerId);
    for (const car of cars)
      await this.items.reopenCar(tx, car.id, STOPPED_BY_SALE, '车辆有了新的车主。', this.clock.now());
    await this.planner.run(
      tx,
      cars.map((car) => car.id),
    );
  }
}
