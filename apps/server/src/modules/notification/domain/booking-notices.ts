/** What an owner is told about a booking, in words. Pure. */
import type { MessageKind } from '@cheban/contracts';
import { type BookingState, expectedStates } from '@cheban/contracts/constants';
import { type Instant, sayDateTime } from '@cheban/kernel';
import type { Notice } from './notice.js';
import { sayTime } from './say-time.js';

export interface BookingFacts {
  startsAt: Instant;
  storeName: string;
  storePhone: string;
  serviceName: string;
  advisorName: string | null;
  cancelReason: string | null;
  /** Who made the change, if the event says so. */
  by: 'account' | 'staff' | null;
  now: Instant;
}

const kinds = {
  'booking.requested': 'booking_requested',
  'booking.confirmed': 'booking_confirmed',
  'booking.rescheduled': 'booking_changed',
  'booking.cancelled': 'booking_cancelled',
} as const;
export type BookingNoticeKind = (typeof kinds)[keyof typeof kinds];
export const bookingNoticeKinds = Object.values(kinds);

/** The kind of notice that an event makes; null if the owner is told nothing. */
export const bookingNoticeKind = (eventType: string): BookingNoticeKind | null =>
  (kinds as Record<string, BookingNoticeKind>)[eventType] ?? null;

/** The line on the card. */
const short: Record<BookingNoticeKind, string> = {
  booking_requested: '等门店确认',
  booking_confirmed: '到店报车牌即可',
  booking_changed: '预约时间已更改',
  booking_cancelled: '预约已取消',
};

/** Who has moved or cancelled it: with the reason and an apology if it was us. */
function sayWhy(kind: BookingNoticeKind, when: string, facts: BookingFacts): string {
  const { serviceName, cancelReason } = facts;
  const byStaff = facts.by === 'staff';
  if (kind === 'booking_changed') return `您的${serviceName}预约已${byStaff ? '由门店' : ''}改到${when}`;
  if (kind !== 'booking_cancelled') return '';
  if (!byStaff) return `您${when}的${serviceName}预约已取消`;
  return `很抱歉，您${when}的${serviceName}预约已由门店取消${cancelReason ? `：${cancelReason}` : ''}`;
}

export function bookingNotice(kind: BookingNoticeKind, facts: BookingFacts): Notice {
  const { storeName, serviceName } = facts;
  const when = sayDateTime(facts.startsAt, facts.now);
  return {
    kind,
    facts: {
      why: sayWhy(kind, when, facts),
      store: storeName,
      phone: facts.storePhone,
      advisor: facts.advisorName,
      date: when,
      service: serviceName,
    },
    words: { store: storeName, time: sayTime(facts.startsAt), service: serviceName },
    short: short[kind],
  };
}

/** Why a planned notice about a booking is not true any more; null if it still is. `time` is the word it carries. */
export function whyBookingNoticeEnded(
  kind: MessageKind,
  time: string | undefined,
  booking: { state: BookingState; startsAt: Instant } | null,
): string | null {
  if (booking === null) return '预约已不存在。';
  const right: Partial<Record<MessageKind, readonly BookingState[]>> = {
    booking_requested: ['requested'],
    booking_confirmed: ['confirmed'],
    booking_changed: expectedStates,
    booking_cancelled: ['cancelled'],
  };
  if (right[kind]?.includes(booking.state) === false) return '预约状态已经变化，以最新的通知为准。';
  if (kind !== 'booking_cancelled' && time !== sayTime(booking.startsAt))
    return '预约时间已再次更改，以最新的通知为准。';
  return null;
}
