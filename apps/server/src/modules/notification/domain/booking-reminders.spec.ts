import { weatherKinds } from '@cheban/contracts';
import { atShanghai, businessDate } from '@cheban/kernel';
import { checkValue } from '@cheban/wechat';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAST_REMINDER_MS, reminderTimes } from './booking-reminders.js';
import { warningWords } from './weather-words.js';

const stage = (offset: number) => ({ offset, validDays: 1, title: '标题', body: '{why}。', short: null });
const stages = [stage(-1), stage(0)];
const NOON = Date.parse('2026-11-18T02:00:00.000Z');
const HOUR = 3_600_000;

describe('times of reminders', () => {
  const times = (startsAt: number, now: number) =>
    reminderTimes({ startsAt, now, tellAt: '18:00', stages }).map(({ at }) => new Date(at).toISOString());

  it('wakes nobody before half past seven for the first slot', () => {
    expect(times(atShanghai('2026-11-20', '08:30'), NOON)).toEqual([
      '2026-11-19T10:00:00.000Z',
      '2026-11-19T23:30:00.000Z',
    ]);
    expect(times(atShanghai('2026-11-20', '07:45'), NOON)).toEqual(['2026-11-19T10:00:00.000Z']);
  });

  it('lie between now and the booking, never on the day it was made but for the last two hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 * 24 * 60 }), (minutes) => {
        const startsAt = NOON + minutes * 60_000;
        for (const { at, stage: told } of reminderTimes({ startsAt, now: NOON, tellAt: '18:00', stages })) {
          expect(at).toBeGreaterThan(NOON);
          expect(at).toBeLessThan(startsAt);
          if (told.offset < 0) expect(businessDate(at)).not.toBe(businessDate(NOON));
          else expect(startsAt - at).toBeLessThanOrEqual(LAST_REMINDER_MS);
        }
        if (minutes <= 120) expect(times(startsAt, NOON)).toEqual([]);
      }),
    );
  });
});

describe('words of the weather', () => {
  it('fits the fields of the weather template, whatever the kind', () => {
    for (const kind of weatherKinds) {
      const facts = { kind, title: '暴雨橙色预警', tip: '', endsAt: NOON + HOUR, now: NOON };
      const words = warningWords(facts, 3);
      expect(checkValue('thing1', words.weather ?? '')).toBeNull();
      expect(checkValue('time2', words.time ?? '')).toBeNull();
      expect(checkValue('thing3', words.reason ?? '')).toBeNull();
    }
  });
});
