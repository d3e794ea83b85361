import { sayDateTime } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { type Booking, BookingReader } from '../../booking/index.js';
import {
  type DueMessage,
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  sayStage,
} from '../../messaging/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { reminderTimes } from '../domain/booking-reminders.js';
import { sayTime } from '../domain/say-time.js';
import { aboutBooking } from './about-booking.js';

/**
 * Reminds owners of their booking, the day before and two hours before. The reminders stand as messages from the
 * confirmation on; a change of the booking takes them back and plans them anew.
 */
@Injectable()
export class BookingReminders implements EventConsumer, OnModuleInit {
  readonly name = 'notification.booking-reminder';
  readonly types = [
    'booking.confirmed',
    'booking.rescheduled',
    'booking.cancelled',
    'booking.no-show',
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
    this.checks.register('booking_reminder', async (message) => this.whyEnded(message));
  }

  async handle(tx: Tx, event: Heard<BookingReminders>): Promise<void> {
    const booking = await this.bookings.findById(event.payload.bookingId);
    if (!booking) return;
    const about = { vehicleId: booking.vehicleId, kinds: ['booking_reminder'] as const };
    await this.messages.takeBack(tx, about, takenBack[event.type] ?? '预约有变化，以最新的通知为准。');
    if (booking.state === 'confirmed') await this.plan(tx, booking, event.id);
  }

  private async plan(tx: Tx, booking: Booking, eventId: string): Promise<void> {
    const rule = await this.rules.on(booking.storeId, 'booking');
    if (rule) await this.messages.planMany(tx, await this.plansOf(booking, rule, eventId));
  }

  /** The reminders of a booking by a rule; `eventId` is part of their keys. */
  async plansOf(booking: Booking, rule: EventRule, eventId: string): Promise<MessagePlan[]> {
    const [store, service, names] = await Promise.all([
      this.stores.findById(booking.storeId),
      this.stores.findService(booking.serviceId),
      this.advisors.names([booking.advisorId]),
    ]);
    const { startsAt } = booking;
    const { stages, tellAt, channels, actionLabel } = rule.body;
    const times = reminderTimes({ startsAt, now: this.clock.now(), tellAt, stages });
    const serviceName = service?.name ?? '到店服务';
    return times.map(({ stage, at }) => ({
      ...sayStage(stage, {
        why: `您预约了${sayDateTime(startsAt, at)}的${serviceName}`,
        store: store?.name ?? '门店',
        phone: store?.phone ?? '',
        advisor: names.get(booking.advisorId) ?? null,
        date: sayTime(startsAt),
      }),
      ...aboutBooking(booking),
      // The event, not the booking's revision, names it: a second change would find the key of the first taken.
      dedupeKey: `booking:${booking.id}:reminder:${stage.offset}:${eventId}`,
      kind: 'booking_reminder' as const,
      words: { store: store?.name ?? '门店', time: sayTime(startsAt), service: serviceName },
      actionLabel,
      channels,
      notBefore: at,
      expiresAt: startsAt,
    }));
  }

  private async whyEnded(message: DueMessage): Promise<string | null> {
    const booking = await this.bookings.findById(message.subjectId ?? '');
    if (booking?.state !== 'confirmed') return '预约状态已经变化，不再提醒。';
    if (message.words.time !== sayTime(booking.startsAt)) return '预约时间已再次更改，以最新的通知为准。';
    return this.rules.whyNot(message.storeId, 'booking');
  }
}

const takenBack: Record<string, string> = {
  'booking.rescheduled': '预约已改期，提醒按新的时间重新安排。',
  'booking.cancelled': '预约已取消，不再提醒。',
  'booking.no-show': '预约时间已过，不再提醒。',
};
