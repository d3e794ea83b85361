import { topicOf, type WishChannel, type WishTopic, wishChannels, wishTopics } from '@cheban/contracts';
import { atShanghai, HOUR_MS, shanghaiClock } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOfferSms, quietEnd, saysHowToRefuse, type Wish, WishBook } from './wishes.js';

const NOW = atShanghai('2026-11-21', '10:00');
const wish = (
  topic: Wish['topic'],
  channel: Wish['channel'],
  on: boolean,
  untilAt: number | null = null,
) => ({
  ownerId: 'o1',
  topic,
  channel,
  on,
  untilAt,
  at: NOW,
});
const due = { ownerId: 'o1', class: 'care', kind: 'service_due' } as const;
const offer = { ownerId: 'o1', class: 'marketing', kind: 'win_back' } as const;
const visit = { ownerId: 'o1', class: 'service', kind: 'visit_ready' } as const;

describe('topics', () => {
  it('puts every message where an owner would look for it', () => {
    expect(topicOf('care', 'insurance_due')).toBe('due');
    expect(topicOf('care', 'weather_alert')).toBe('health');
    expect(topicOf('care', 'birthday')).toBe('wishes');
    expect(topicOf('marketing', 'birthday')).toBe('offers');
    expect(topicOf('service', 'booking_confirmed')).toBeNull();
  });
});

describe('wishes', () => {
  it('names what holds for everything: leaving, do-not-disturb, topics that are off', () => {
    const book = new WishBook([
      wish('quiet', 'all', true, atShanghai('2027-02-21', '08:30')),
      wish('due', 'all', false),
      wish('leaving', 'all', true),
    ]);
    expect(book.notes('o1', NOW)).toEqual([
      '车主已申请注销账号，不再打扰。',
      expect.stringMatching(/^车主设置了免打扰（2027年2月21日.+前），提醒只放入站内消息。$/),
      '车主已关闭“保养与到期提醒”。',
    ]);
    expect(book.notes('o2', NOW)).toEqual([]);
  });

  it('assumes care is welcome and offers by SMS are not', () => {
    const book = new WishBook([]);
    expect(book.refusal(due)).toBeNull();
    expect(book.closed(due, 'sms', NOW)).toBeNull();
    expect(book.refusal(offer)).toBeNull();
    expect(book.closed(offer, 'sms', NOW)).toBe('未同意接收短信');
    expect(new WishBook([wish('offers', 'sms', true)]).closed(offer, 'sms', NOW)).toBeNull();
  });

  it('closes every way to the phone while the owner wants quiet, and opens them again', () => {
    const until = NOW + HOUR_MS;
    const book = new WishBook([wish('quiet', 'all', true, until)]);
    expect(book.refusal(due)).toBeNull();
    for (const channel of wishChannels) {
      expect(book.closed(due, channel, NOW)).toContain('免打扰');
      expect(book.closed(visit, channel, NOW)).toBeNull();
    }
    expect(book.closed(due, 'subscribe', until)).toBeNull();
  });

  it('lets somebody who is leaving hear of what is under way only, and nobody calls them', () => {
    const book = new WishBook([wish('leaving', 'all', true)]);
    const invitation = { ...visit, kind: 'rating_invitation' } as const;
    expect([due, offer, invitation, visit].map((message) => book.waitsForLeaving(message))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(book.whyNotCalled('o1', NOW)).toContain('注销');
    const stays = new WishBook([wish('leaving', 'all', false)]);
    expect([due, offer, invitation].some((message) => stays.waitsForLeaving(message))).toBe(false);
    expect(stays.whyNotCalled('o1', NOW)).toBeNull();
    const quiet = new WishBook([wish('quiet', 'all', true, NOW + HOUR_MS)]);
    expect(quiet.whyNotCalled('o1', NOW)).toContain('免打扰');
  });

  it('never lets a wish stand against a service message', () => {
    const wishes = fc.array(
      fc.record({
        topic: fc.constantFrom<WishTopic | 'quiet'>(...wishTopics, 'quiet'),
        channel: fc.constantFrom<WishChannel | 'all'>(...wishChannels, 'all'),
        on: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(wishes, (list) => {
        const book = new WishBook(
          list.map(({ topic, channel, on }) => wish(topic, channel, on, NOW + HOUR_MS)),
        );
        return (
          book.refusal(visit) === null &&
          wishChannels.every((channel) => book.closed(visit, channel, NOW) === null)
        );
      }),
    );
  });

  it('hears only what this owner has said', () => {
    const book = new WishBook([{ ...wish('due', 'all', false), ownerId: 'o2' }]);
    expect(book.refusal(due)).toBeNull();
    expect(book.refusal({ ...due, ownerId: 'o2' })).toBe('车主已关闭“保养与到期提醒”。');
  });
});

describe('offers by SMS', () => {
  it('go between nine and eight, and wait for the next such time otherwise', () => {
    const instants = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => NOW + minutes * 60_000);
    fc.assert(
      fc.property(instants, (now) => {
        const at = nextOfferSms(now);
        const clock = shanghaiClock(at);
        return at >= now && at - now <= 13 * HOUR_MS && clock >= '09:00' && clock < '20:00';
      }),
    );
    expect(nextOfferSms(atShanghai('2026-11-21', '20:00'))).toBe(atShanghai('2026-11-22', '09:00'));
    expect(nextOfferSms(NOW)).toBe(NOW);
  });

  it('need a text that says how to refuse', () => {
    expect(saysHowToRefuse('到店有礼。拒收请回复R')).toBe(true);
    expect(saysHowToRefuse('拒收请回复R，到店有礼')).toBe(false);
    expect(saysHowToRefuse(null)).toBe(false);
  });
});

describe('do-not-disturb', () => {
  it('ends on the same day three months later, or on the last day of a shorter month', () => {
    expect(quietEnd(NOW, 3, '08:30')).toBe(atShanghai('2027-02-21', '08:30'));
    expect(quietEnd(atShanghai('2026-11-30', '10:00'), 3, '08:30')).toBe(atShanghai('2027-02-28', '08:30'));
  });
});
