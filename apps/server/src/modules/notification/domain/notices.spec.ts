import { DEFAULT_QUIET_HOURS, isQuiet } from '@cheban/kernel';
import { checkValue, fitValue } from '@cheban/wechat';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BookingFacts,
  bookingNotice,
  bookingNoticeKind,
  whyBookingNoticeEnded,
} from './booking-notices.js';
import { sayTime } from './say-time.js';
import { ratingInvitationAt, type VisitFacts, visitNotice, whyVisitNoticeEnded } from './visit-notices.js';

const NOW = Date.parse('2026-11-18T02:00:00Z');
const booking = (change: Partial<BookingFacts> = {}): BookingFacts => ({
  startsAt: NOW + 86_400_000,
  storeName: '太原长风店',
  storePhone: '0351-7000000',
  serviceName: '定期保养',
  advisorName: '李静',
  cancelReason: null,
  by: null,
  now: NOW,
  ...change,
});
const visit = (change: Partial<VisitFacts> = {}): VisitFacts => ({
  step: 'in_work',
  storeName: '太原长风店',
  storePhone: '0351-7000000',
  serviceName: '定期保养',
  promisedAt: NOW + 3_600_000,
  handedOverAt: null,
  delay: null,
  now: NOW,
  ...change,
});

describe('booking notices', () => {
  it('says when, where, what and who', () => {
    expect(bookingNotice('booking_confirmed', booking()).facts).toMatchObject({
      store: '太原长风店',
      date: '明天 上午 10:00',
      service: '定期保养',
      advisor: '李静',
    });
  });

  it('apologises, with the reason, when the store cancels, and not when the owner does', () => {
    const byStore = bookingNotice('booking_cancelled', booking({ by: 'staff', cancelReason: '设备检修' }));
    expect(byStore.facts.why).toBe('很抱歉，您明天 上午 10:00的定期保养预约已由门店取消：设备检修');
    const byOwner = bookingNotice('booking_cancelled', booking({ by: 'account' }));
    expect(byOwner.facts.why).toBe('您明天 上午 10:00的定期保养预约已取消');
    expect(bookingNoticeKind('booking.no-show')).toBeNull();
  });

  it('says who has moved it', () => {
    const why = (by: BookingFacts['by']) => bookingNotice('booking_changed', booking({ by })).facts.why;
    expect(why('staff')).toContain('已由门店改到明天');
    expect(why('account')).toContain('预约已改到明天');
  });

  it('ends when the booking has moved on', () => {
    const time = sayTime(NOW);
    const at = (state: 'requested' | 'confirmed' | 'cancelled', startsAt = NOW) => ({ state, startsAt });
    expect(whyBookingNoticeEnded('booking_confirmed', time, at('confirmed'))).toBeNull();
    expect(whyBookingNoticeEnded('booking_confirmed', time, at('cancelled'))).not.toBeNull();
    expect(whyBookingNoticeEnded('booking_confirmed', time, at('confirmed', NOW + 3_600_000))).not.toBeNull();
    expect(whyBookingNoticeEnded('booking_requested', time, at('confirmed'))).not.toBeNull();
    expect(whyBookingNoticeEnded('booking_cancelled', time, null)).not.toBeNull();
  });
});

describe('visit notices', () => {
  it('gives the reason and the new time of a delay', () => {
    const delay = { reason: '等待配件', promisedAt: NOW + 7_200_000 };
    const notice = visitNotice('visit.delayed', 'in_work', visit({ delay }));
    expect(notice?.facts.note).toBe('等待配件');
    expect(notice?.facts.date).toBe('今天 中午 12:00');
    expect(notice?.words.time).toBe(sayTime(delay.promisedAt));
  });

  it('names no time when none was promised', () => {
    const notice = visitNotice('visit.checked-in', 'checked_in', visit({ promisedAt: null }));
    expect(notice?.words.time).toBeUndefined();
    expect(notice?.facts.why).toBe('');
    const step = visitNotice('visit.advanced', 'washing', visit({ promisedAt: null }));
    expect(step?.facts).toMatchObject({ step: '爱车正在清洗', why: '质检已通过，正在为您的爱车清洗' });
  });

  it('uses words that fit the fields of the templates', () => {
    const delay = { reason: '等待配件从总部调货，预计下午送到本店', promisedAt: NOW + 7_200_000 };
    const notices = [
      visitNotice('visit.checked-in', 'checked_in', visit()),
      visitNotice('visit.advanced', 'ready', visit()),
      visitNotice('visit.delayed', 'in_work', visit({ delay })),
    ];
    for (const notice of notices) {
      expect(checkValue('phrase2', notice?.words.step ?? '')).toBeNull();
      expect(checkValue('time3', notice?.words.time ?? '')).toBeNull();
      expect(checkValue('thing4', fitValue('thing4', notice?.short ?? ''))).toBeNull();
    }
  });

  it('invites to rate half an hour later but never at night; in a demo at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (offset) => {
        const at = ratingInvitationAt(NOW + offset, false, DEFAULT_QUIET_HOURS);
        return at >= NOW + offset + 30 * 60_000 && !isQuiet(at, DEFAULT_QUIET_HOURS);
      }),
    );
    expect(ratingInvitationAt(NOW, true, DEFAULT_QUIET_HOURS)).toBe(NOW);
  });

  it('ends with the visit, and with the rating', () => {
    expect(
      whyVisitNoticeEnded('visit_ready', undefined, { step: 'handed_over', promisedAt: null }, false),
    ).not.toBeNull();
    expect(
      whyVisitNoticeEnded('rating_invitation', undefined, { step: 'handed_over', promisedAt: null }, true),
    ).not.toBeNull();
    expect(
      whyVisitNoticeEnded('rating_invitation', undefined, { step: 'handed_over', promisedAt: null }, false),
    ).toBeNull();
  });
});
