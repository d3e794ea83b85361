import { atShanghai, HOUR_MS } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import {
  sayCancelled,
  sayChanged,
  sayNotice,
  sayOffer,
  sayReminder,
  saySignedUp,
  sayTime,
} from './activity-words.js';

const now = atShanghai('2026-12-01', '12:00');
const facts = {
  title: '养护学堂',
  storeName: '城南店',
  place: '二楼客户休息区',
  startsAt: atShanghai('2026-12-05', '10:00'),
  guests: 2,
};
const all = [
  saySignedUp(facts, now),
  sayReminder('day_before', facts, now),
  sayReminder('morning', facts, now),
  sayChanged(facts, '老师临时有事', now),
  sayNotice(facts, '请带好行驶证。'),
  sayCancelled(facts, '天气不好', now),
  sayOffer(facts, now + HOUR_MS, now),
];

describe('words of classes', () => {
  it('name the class in every title, and keep the note to the 20 characters of a template field', () => {
    for (const { title, note } of all) {
      expect(title).toContain(facts.title);
      expect(note.length).toBeLessThanOrEqual(20);
    }
  });

  it('say how many are coming only to those who bring somebody', () => {
    expect(saySignedUp(facts, now).body).toContain('连您共 3 位');
    expect(saySignedUp({ ...facts, guests: 0 }, now).body).not.toContain('连您共');
  });

  it('end what staff have written with one full stop', () => {
    for (const why of ['天气不好', '天气不好。', '天气不好！', '天气不好.'])
      expect(sayCancelled(facts, why, now).body).toContain('取消了：天气不好。下一场');
    expect(sayChanged(facts, '', now).body).not.toContain('。。');
  });

  it('give the time as WeChat takes it', () => {
    expect(sayTime(facts.startsAt)).toBe('2026年12月5日 10:00');
  });
});
