import { DAY_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { type Booking, BookingReader } from '../../booking/index.js';
import {
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
} from '../../messaging/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import {
  type BookingNoticeKind,
  bookingNotice,
  bookingNoticeKind,
  bookingNoticeKinds,
  whyBookingNoticeEnded,
} from '../domain/booking-notices.js';
import { aboutBooking } from './about-booking.js';
import { sayNotice } from './say-notice.js';

/** Tells owners what happens to their bookings, in the words of the rules of these events. */
@Injectable()
export class BookingMessages implements EventConsumer, OnModuleInit {
  readonly name = 'notification.booking';
  readonly types = [
    'booking.requested',
    'booking.confirmed',
    'booking.rescheduled',
    'booking.cancelled',
  ] as const;

  constructor(
    consumers: EventConsumers,
    private readonly checks: MessageChecks,
    private readonly messages: Messages,
    private readonly bookings: BookingReader,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly rules: EventRules,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  onModuleInit(): void {
    for (const kind of bookingNoticeKinds) {
      this.checks.register(kind, async (message) =>
        whyBookingNoticeEnded(
          kind,
          message.words.time,
          await this.bookings.findById(message.subjectId ?? ''),
        ),
      );
    }
  }

  async handle(tx: Tx, event: Heard<BookingMessages>): Promise<void> {
    const { bookingId } = event.payload;
    const by = 'by' in event.payload ? event.payload.by : undefined;
    const kind = bookingNoticeKind(event.type);
    const booking = await this.bookings.findById(bookingId);
    if (!booking || kind === null) return;
    const rule = await this.rules.on(booking.storeId, kind);
    if (rule) await this.messages.planMany(tx, await this.plansOf(booking, kind, rule, by ?? null));
  }

  /** What the owner is told by a rule, as if it happened now. */
  async plansOf(
    booking: Booking,
    kind: BookingNoticeKind,
    rule: EventRule,
    by: 'account' | 'staff' | null,
  ): Promise<MessagePlan[]> {
    const [store, service, names] = await Promise.all([
      this.stores.findById(booking.storeId),
      this.stores.findService(booking.serviceId),
      this.advisors.names([booking.advisorId]),
    ]);
    const now = this.clock.now();
    const notice = bookingNotice(kind, {
      startsAt: booking.startsAt,
      storeName: store?.name ?? '门店',
      storePhone: store?.phone ?? '',
      serviceName: service?.name ?? '到店服务',
      advisorName: names.get(booking.advisorId) ?? null,
      cancelReason: booking.cancelReason,
      by,
      now,
    });
    return sayNotice(rule, notice).map((said) => ({
      ...said,
      ...aboutBooking(booking),
      // Two changes handled together tell the last state once: the revision, not the event, makes it new.
      dedupeKey: `booking:${booking.id}:${kind}:${booking.revision}`,
      notBefore: now,
      // What is about an appointment is worth nothing after it; a cancellation is, for a day.
      expiresAt: kind === 'booking_cancelled' ? now + DAY_MS : Math.max(booking.startsAt, now + 60_000),
    }));
  }
}
