import { DAY_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type StoredEvent } from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { MessageChecks, Messages } from '../../messaging/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { bookingNotice, whyBookingNoticeEnded } from '../domain/booking-notices.js';

/** Tells owners what happens to their bookings. */
@Injectable()
export class BookingMessages implements EventConsumer, OnModuleInit {
  readonly name = 'notification.booking';
  readonly types = ['booking.requested', 'booking.confirmed', 'booking.rescheduled', 'booking.cancelled'];

  constructor(
    consumers: EventConsumers,
    private readonly checks: MessageChecks,
    private readonly messages: Messages,
    private readonly bookings: BookingReader,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    for (const kind of [
      'booking_requested',
      'booking_confirmed',
      'booking_changed',
      'booking_cancelled',
    ] as const) {
      this.checks.register(kind, async (message) =>
        whyBookingNoticeEnded(
          kind,
          message.words.time,
          await this.bookings.findById(message.subjectId ?? ''),
        ),
      );
    }
  }

  async handle(tx: Tx, event: StoredEvent): Promise<void> {
    const { bookingId, by } = event.payload as { bookingId: string; by?: 'account' | 'staff' };
    const booking = await this.bookings.findById(bookingId);
    if (!booking) return;
    const [store, service, names] = await Promise.all([
      this.stores.findById(booking.storeId),
      this.stores.findService(booking.serviceId),
      this.advisors.names([booking.advisorId]),
    ]);
    const now = this.clock.now();
    const notice = bookingNotice(event.type, {
      state: booking.state,
      startsAt: booking.startsAt,
      storeName: store?.name ?? '门店',
      storePhone: store?.phone ?? '',
      serviceName: service?.name ?? '到店服务',
      advisorName: names.get(booking.advisorId) ?? null,
      cancelReason: booking.cancelReason,
      by: by ?? null,
      now,
    });
    if (!notice) return;
    await this.messages.plan(tx, {
      ...notice,
      // Two changes handled together tell the last state once: the revision, not the event, makes it new.
      dedupeKey: `booking:${booking.id}:${notice.kind}:${booking.revision}`,
      storeId: booking.storeId,
      ownerId: booking.ownerId,
      vehicleId: booking.vehicleId,
      class: 'service',
      subjectType: 'booking',
      subjectId: booking.id,
      page: `subpackages/booking/detail/index?id=${booking.id}`,
      notBefore: now,
      // What is about an appointment is worth nothing after it; a cancellation is, for a day.
      expiresAt:
        notice.kind === 'booking_cancelled' ? now + DAY_MS : Math.max(booking.startsAt, now + 60_000),
    });
  }
}
