import { atShanghai, HOUR_MS } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { eventFacts, offerFacts, offerNote, sayNotice, sayTime } from './activity-words.js';

const now = atShanghai('2026-12-01', '12:00');
const facts = {
  title: '养护学堂',
  storeName: '城南店',
  storePhone: '0351-7000000',
  place: '二楼客户休息区',
  startsAt: atShanghai('2026-12-05', '10:00'),
  guests: 2,
};

describe('words of classes', () => {
  it('name the class in every title, and keep the note to the 20 characters of a template field', () => {
    const { title, note } = sayNotice(facts, '请带好行驶证。');
    expect(title).toContain(facts.title);
    for (const line of [note, offerNote(now + HOUR_MS)]) expect(line.length).toBeLessThanOrEqual(20);
  });

  it('say how many are coming only to those who bring somebody', () => {
    expect(eventFacts(facts, now).why).toBe('您已报名“养护学堂”，连您共 3 位');
    expect(eventFacts({ ...facts, guests: 0 }, now).why).toBe('您已报名“养护学堂”');
  });

  it('say until when a place is kept, and for how many', () => {
    expect(offerFacts(facts, now + HOUR_MS, now).why).toContain('已为您一行 3 位保留到');
    expect(offerFacts({ ...facts, guests: 0 }, now + HOUR_MS, now).why).toContain('已为您保留到');
  });

  it('give the time as WeChat takes it', () => {
    expect(sayTime(facts.startsAt)).toBe('2026年12月5日 10:00');
  });
});
