import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber, weekday } from './business-date.js';
import { holidayName, isHolidayYearKnown, isMakeUpWorkday, isWorkday } from './workday.js';

const anyDate = fc
  .integer({ min: toDayNumber('2004-01-01'), max: toDayNumber('2060-12-31') })
  .map(fromDayNumber);

describe('workdays', () => {
  it.each([
    ['2026-01-01', false, '元旦'],
    ['2026-02-17', false, '春节'],
    ['2026-02-14', true, null],
    ['2026-10-01', false, '国庆节'],
    ['2026-10-10', true, null],
    ['2026-09-25', false, '中秋节'],
    ['2026-11-20', true, null],
    ['2026-11-21', false, null],
  ])('%s: workday %s, holiday %s', (date, work, name) => {
    expect(isWorkday(date)).toBe(work);
    expect(holidayName(date)).toBe(name);
  });

  it('knows make-up workdays', () => {
    expect(isMakeUpWorkday('2026-02-14')).toBe(true);
    expect(isMakeUpWorkday('2026-11-21')).toBe(false);
    expect(isMakeUpWorkday('2026-11-20')).toBe(false);
  });

  it('follows the law in years that are not arranged yet', () => {
    expect(isHolidayYearKnown(2026)).toBe(true);
    expect(isHolidayYearKnown(2050)).toBe(false);
    expect(holidayName('2050-10-02')).toBe('国庆节');
    expect(holidayName('2050-01-23')).toBe('春节');
    expect(holidayName('2050-04-04')).toBe('清明节');
    expect(isWorkday('2050-10-04')).toBe(true);
  });

  it('never works on a holiday and rests on weekdays only for one', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const holiday = holidayName(date);
        if (holiday !== null) expect(isWorkday(date)).toBe(false);
        else expect(isWorkday(date)).toBe(weekday(date) <= 5 || isMakeUpWorkday(date));
      }),
      { numRuns: 500 },
    );
  });
});
