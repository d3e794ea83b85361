/** What an owner is told about a booking, in words. Pure. */
import type { BookingState, MessageKind } from '@cheban/contracts';
import { type Instant, sayDateTime } from '@cheban/kernel';
import { sayTime } from './say-time.js';

export interface BookingFacts {
  state: BookingState;
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

export interface Notice {
  kind: MessageKind;
  title: string;
  body: string;
  actionLabel: string;
  words: Record<string, string>;
}

const kinds: Record<string, MessageKind> = {
  'booking.requested': 'booking_requested',
  'booking.confirmed': 'booking_confirmed',
  'booking.rescheduled': 'booking_changed',
  'booking.cancelled': 'booking_cancelled',
};

/** The notice of an event; null if the owner is told nothing. */
export function bookingNotice(eventType: string, facts: BookingFacts): Notice | null {
  const kind = kinds[eventType];
  if (kind === undefined) return null;
  const when = sayDateTime(facts.startsAt, facts.now);
  const words = { store: facts.storeName, time: sayTime(facts.startsAt), service: facts.serviceName };
  const advisor = facts.advisorName === null ? '' : `，由${facts.advisorName}接待您`;
  const text: Record<string, { title: string; body: string; actionLabel: string }> = {
    booking_requested: {
      title: '预约已提交',
      body: `我们已收到您的预约：${when}，${facts.storeName}，${facts.serviceName}。顾问会尽快为您确认，请留意通知。`,
      actionLabel: '查看预约',
    },
    booking_confirmed: {
      title: '预约已确认',
      body: `${facts.storeName}已为您留好时间：${when}，${facts.serviceName}${advisor}。到店报车牌或出示预约码即可。`,
      actionLabel: '查看预约',
    },
    booking_changed: {
      title: '预约时间已更改',
      body:
        facts.by === 'staff'
          ? `您的${facts.serviceName}预约已由门店改到${when}${advisor}。如不方便，可在预约详情里再改，或致电 ${facts.storePhone}。`
          : `您的${facts.serviceName}预约已改到${when}${advisor}，我们恭候您到店。`,
      actionLabel: '查看预约',
    },
    booking_cancelled: {
      title: '预约已取消',
      body:
        facts.by === 'staff'
          ? `很抱歉，您${when}的${facts.serviceName}预约已由门店取消${facts.cancelReason ? `：${facts.cancelReason}` : ''}。您可以重新挑选时间，或致电 ${facts.storePhone}。`
          : `您${when}的${facts.serviceName}预约已取消。需要时随时可以重新预约。`,
      actionLabel: '查看详情',
    },
  };
  const said = text[kind];
  return said === undefined ? null : { kind, words, ...said };
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
    booking_changed: ['requested', 'confirmed'],
    booking_cancelled: ['cancelled'],
  };
  if (right[kind]?.includes(booking.state) === false) return '预约状态已经变化，以最新的通知为准。';
  if (kind !== 'booking_cancelled' && time !== sayTime(booking.startsAt))
    return '预约时间已再次更改，以最新的通知为准。';
  return null;
}
