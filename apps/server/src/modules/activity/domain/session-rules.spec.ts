import { atShanghai, HOUR_MS, MINUTE_MS, shanghaiClock } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areTimesRight,
  attendanceAt,
  choiceOf,
  maySurvey,
  offerTimes,
  reminderTimes,
} from './session-rules.js';

const at = (clock: string, on = '2026-12-05') => atShanghai(on, clock);
const times = { startsAt: at('10:00'), endsAt: at('11:00'), signUpUntil: at('09:00') };
const now = at('12:00', '2026-12-01');

describe('areTimesRight', () => {
  it.each([
    [times, true],
    [{ ...times, signUpUntil: times.startsAt }, true],
    [{ ...times, signUpUntil: times.startsAt + 1 }, false],
    [{ ...times, endsAt: times.startsAt }, false],
    [{ ...times, startsAt: now, signUpUntil: now }, false],
  ])('%j: %s', (given, right) => expect(areTimesRight(given, now)).toBe(right));
});

describe('choiceOf', () => {
  const session = { ...times, state: 'open' as const, seatsLeft: 1, queued: false };

  it('closes in the very millisecond of the deadline', () => {
    expect(choiceOf(session, times.signUpUntil - 1)).toBe('sign_up');
    expect(choiceOf(session, times.signUpUntil)).toBe('none');
  });

  it('lets nobody pass those who wait, and nobody in who is too many', () => {
    expect(choiceOf({ ...session, queued: true }, now)).toBe('wait');
    expect(choiceOf({ ...session, seatsLeft: 0 }, now)).toBe('wait');
    expect(choiceOf({ ...session, state: 'cancelled' }, now)).toBe('none');
  });
});

describe('reminderTimes', () => {
  const eve = { offset: -1 };
  const day = { offset: 0 };
  const rule = { tellAt: '18:00', stages: [day, eve] };

  it('are the evening before and the morning', () => {
    expect(reminderTimes(times.startsAt, now, rule)).toEqual([
      { stage: eve, at: at('18:00', '2026-12-04') },
      { stage: day, at: at('08:00') },
    ]);
  });

  it('follow the days and the hour that staff have chosen; after the day nobody is reminded', () => {
    const three = { offset: -3 };
    expect(
      reminderTimes(times.startsAt, at('00:00', '2026-12-01'), {
        tellAt: '12:30',
        stages: [three, { offset: 1 }],
      }),
    ).toEqual([{ stage: three, at: at('12:30', '2026-12-02') }]);
  });

  it('do not remind anybody of what they have just done', () => {
    expect(reminderTimes(times.startsAt, at('00:00', '2026-12-04'), rule).map(({ stage }) => stage)).toEqual([
      day,
    ]);
    expect(reminderTimes(times.startsAt, at('00:00'), rule)).toEqual([]);
  });

  it('leave enough time to come, at an hour at which one may be woken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 10_000 }),
        (minute, before) => {
          const startsAt = at('00:00') + minute * MINUTE_MS;
          for (const reminder of reminderTimes(startsAt, startsAt - before * MINUTE_MS, rule)) {
            expect(startsAt - reminder.at).toBeGreaterThanOrEqual(30 * MINUTE_MS);
            expect(shanghaiClock(reminder.at) >= '07:00').toBe(true);
            expect(shanghaiClock(reminder.at) <= '18:00').toBe(true);
          }
        },
      ),
    );
  });
});

describe('offerTimes', () => {
  it('keep seats for an hour by day, and from the morning on by night', () => {
    expect(offerTimes(times.startsAt, now)).toEqual({ from: now, until: now + HOUR_MS });
    const night = offerTimes(times.startsAt, at('23:00', '2026-12-02'));
    expect(shanghaiClock(night?.from ?? 0)).toBe('08:30');
  });

  it('never end later than an hour before the start, nor give less than ten minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 10_000 }), (before) => {
        const offer = offerTimes(times.startsAt, times.startsAt - before * MINUTE_MS);
        if (offer === null) return;
        expect(offer.until).toBeLessThanOrEqual(times.startsAt - HOUR_MS);
        expect(offer.until - offer.from).toBeGreaterThanOrEqual(10 * MINUTE_MS);
      }),
    );
    expect(offerTimes(times.startsAt, times.startsAt - 65 * MINUTE_MS)).toBeNull();
  });
});

describe('attendanceAt', () => {
  it('believes a scan of the time it was made, never of the future', () => {
    expect(attendanceAt(times, at('09:58'), at('10:30'))).toBe(at('09:58'));
    expect(attendanceAt(times, at('12:00'), at('10:30'))).toBe(at('10:30'));
  });

  it('takes what was queued without a network for half a day, and nothing before the door opens', () => {
    expect(attendanceAt(times, at('09:58'), times.endsAt + 12 * HOUR_MS)).toBe(at('09:58'));
    expect(attendanceAt(times, at('09:58'), times.endsAt + 12 * HOUR_MS + 1)).toBeNull();
    expect(attendanceAt(times, at('05:59'), at('05:59'))).toBeNull();
    expect(attendanceAt(times, at('05:00'), at('06:00'))).toBe(at('06:00'));
  });
});

describe('maySurvey', () => {
  it('asks only those who came, for a month', () => {
    expect(maySurvey(null, times.endsAt, times.endsAt)).toBe(false);
    expect(maySurvey(times.startsAt, times.endsAt, times.endsAt + 30 * 24 * HOUR_MS - 1)).toBe(true);
    expect(maySurvey(times.startsAt, times.endsAt, times.endsAt + 30 * 24 * HOUR_MS)).toBe(false);
  });
});
