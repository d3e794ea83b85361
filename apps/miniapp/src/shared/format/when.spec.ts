import { describe, expect, it } from 'vitest';
import {
  clockOf,
  dateOf,
  daysBetween,
  sayAgo,
  sayDate,
  sayDay,
  sayInstant,
  saySpan,
  sayTime,
  weekdayOf,
} from './when';

const nowMs = Date.parse('2026-11-21T02:20:00Z');

describe('dates as people say them', () => {
  it('reads instants in Shanghai time', () => {
    expect(dateOf(Date.parse('2026-11-20T15:59:59Z'))).toBe('2026-11-20');
    expect(dateOf(Date.parse('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
    expect(clockOf('2026-11-20T16:05:00Z')).toBe('00:05');
  });

  it('names near days and dates far ones', () => {
    const today = '2026-11-21';
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((on) => sayDay(on, today))).toEqual([
      '昨天',
      '今天',
      '明天',
      '后天',
    ]);
    expect(sayDay('2026-12-06', today)).toBe('12月6日 周日');
    expect(sayDate('2027-03-10', today)).toBe('2027年3月10日');
  });

  it('counts days over month ends and leap days', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-11-21', '2026-11-09')).toBe(-12);
    expect(weekdayOf('2026-11-21')).toBe('周六');
  });

  it('says times of the day', () => {
    expect(sayTime('09:30')).toBe('上午 9:30');
    expect(sayTime('12:00')).toBe('中午 12:00');
    expect(sayTime('14:05')).toBe('下午 2:05');
    expect(sayInstant('2026-11-22T01:30:00Z', nowMs)).toBe('明天 上午 9:30');
  });

  it('says how long ago', () => {
    expect(sayAgo('2026-11-21T02:19:40Z', nowMs)).toBe('刚刚');
    expect(sayAgo('2026-11-21T02:02:00Z', nowMs)).toBe('18 分钟前');
    expect(sayAgo('2026-11-21T00:02:00Z', nowMs)).toBe('今天 08:02');
    expect(sayAgo('2026-11-20T09:40:00Z', nowMs)).toBe('昨天 17:40');
    expect(sayAgo('2026-11-01T09:40:00Z', nowMs)).toBe('11月1日');
  });

  it('says spans', () => {
    expect([0, 45, 60, 65, 135].map(saySpan)).toEqual([
      '0 分钟',
      '45 分钟',
      '1 小时',
      '1 小时 05 分',
      '2 小时 15 分',
    ]);
  });
});
