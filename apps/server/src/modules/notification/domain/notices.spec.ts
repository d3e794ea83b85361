import { DEFAULT_QUIET_HOURS, isQuiet } from '@cheban/kernel';
import { checkValue, fitValue } from '@cheban/wechat';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookingFacts, bookingNotice, whyBookingNoticeEnded } from './booking-notices.js';
import { sayTime } from './say-time.js';
import { ratingInvitationAt, type VisitFacts, visitNotice, whyVisitNoticeEnded } from './visit-notices.js';

const NOW = Date.parse('2026-11-18T02:00:00Z');
const booking = (change: Partial<BookingFacts> = {}): BookingFacts => ({
  state: 'confirmed',
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
    const notice = bookingNotice('booking.confirmed', booking());
    expect(notice?.body).toBe(
      '太原长风店已为您留好时间：明天 上午 10:00，定期保养，由李静接待您。到店报车牌或出示预约码即可。',
    );
  });

  it('apologises, with the reason, when the store cancels, and not when the owner does', () => {
    const byStore = bookingNotice('booking.cancelled', booking({ by: 'staff', cancelReason: '设备检修' }));
    expect(byStore?.body).toContain('设备检修');
    expect(byStore?.body).toContain('很抱歉');
    expect(bookingNotice('booking.cancelled', booking({ by: 'account' }))?.body).not.toContain('很抱歉');
    expect(bookingNotice('booking.no-show', booking())).toBeNull();
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
    expect(notice?.body).toContain('等待配件');
    expect(notice?.words.time).toBe(sayTime(delay.promisedAt));
  });

  it('names no time when none was promised', () => {
    expect(
      visitNotice('visit.checked-in', 'checked_in', visit({ promisedAt: null }))?.words.time,
    ).toBeUndefined();
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
      expect(checkValue('thing4', fitValue('thing4', notice?.words.note ?? ''))).toBeNull();
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
