import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atShanghai } from './business-time.js';
import { sayClock, sayDate, sayDateTime, sayDuration } from './say.js';

describe('words for time', () => {
  it.each([
    ['2026-11-19', '昨天'],
    ['2026-11-20', '今天'],
    ['2026-11-21', '明天'],
    ['2026-11-22', '后天'],
    ['2026-11-28', '11月28日 周六'],
    ['2026-11-29', '11月29日 周日'],
    ['2027-01-02', '2027年1月2日 周六'],
  ])('on 20 November 2026, %s is %s', (date, words) => {
    expect(sayDate(date, '2026-11-20')).toBe(words);
  });

  it('says tomorrow across the year', () => {
    expect(sayDate('2027-01-01', '2026-12-31')).toBe('明天');
  });

  it.each([
    ['00:05', '凌晨 0:05'],
    ['09:30', '上午 9:30'],
    ['12:00', '中午 12:00'],
    ['13:00', '下午 1:00'],
    ['18:00', '晚上 6:00'],
  ])('says %s as %s', (clock, words) => {
    expect(sayClock(clock)).toBe(words);
  });

  it('puts date and clock together by the day in Shanghai', () => {
    const now = atShanghai('2026-11-20', '23:50');
    expect(sayDateTime(atShanghai('2026-11-21', '09:30'), now)).toBe('明天 上午 9:30');
    expect(sayDateTime(atShanghai('2026-11-20', '14:00'), now)).toBe('今天 下午 2:00');
  });

  it.each([
    [0, '不到1分钟'],
    [45, '45分钟'],
    [59.6, '1小时'],
    [90, '1小时30分钟'],
    [1440, '1天'],
    [3065, '2天3小时'],
  ])('says %d minutes as %s', (minutes, words) => {
    expect(sayDuration(minutes)).toBe(words);
  });

  it('says durations under a day exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1439 }), (n) => {
        const match = /^(?:(\d+)小时)?(?:(\d+)分钟)?$/.exec(sayDuration(n));
        expect(Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0)).toBe(n);
      }),
    );
  });
});
