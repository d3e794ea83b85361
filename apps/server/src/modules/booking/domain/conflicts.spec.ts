import { atShanghai } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { type Calendars, conflictsOf } from './conflicts.js';

const DAY = '2026-11-18';
const at = (clock: string, on = DAY) => atShanghai(on, clock);
const booking = {
  startsAt: at('10:00'),
  endsAt: at('11:00'),
  bayId: 'b1',
  advisorId: 'a1',
  technicianId: null,
  kind: 'service' as const,
};
const calendars = (change: Partial<Calendars> = {}): Calendars => ({
  rules: {
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '18:00' })),
    closedOnHolidays: true,
  },
  bays: new Map([['b1', []]]),
  crew: new Map([['a1', { leaves: [], kinds: [] }]]),
  ...change,
});

describe('conflicts of bookings', () => {
  it('are none while everything fits', () => {
    expect(conflictsOf(booking, calendars())).toEqual([]);
    const beside = { leaves: [{ from: at('11:00'), to: at('12:00') }], kinds: ['service' as const] };
    expect(conflictsOf(booking, calendars({ crew: new Map([['a1', beside]]) }))).toEqual([]);
  });

  it('name what has come in between', () => {
    const hours = calendars().rules.hours;
    const with_ = (rules: Partial<Calendars['rules']>) =>
      calendars({ rules: { ...calendars().rules, ...rules } });
    const special = { on: DAY, opensAt: null, closesAt: null };
    expect(conflictsOf(booking, with_({ specialDays: [special] }))).toEqual(['closed']);
    expect(
      conflictsOf(booking, with_({ specialDays: [{ on: DAY, opensAt: '10:30', closesAt: '15:00' }] })),
    ).toEqual(['outside_hours']);
    expect(
      conflictsOf(
        booking,
        with_({ hours: hours.map((day) => ({ ...day, breakFrom: '10:30', breakTo: '11:30' })) }),
      ),
    ).toEqual(['break']);
    const leave = [{ from: at('10:45'), to: at('20:00') }];
    expect(
      conflictsOf(booking, calendars({ crew: new Map([['a1', { leaves: leave, kinds: ['wash'] }]]) })),
    ).toEqual(['advisor_leave', 'skill']);
    expect(conflictsOf(booking, calendars({ bays: new Map([['b1', leave]]), crew: new Map() }))).toEqual([
      'bay_closed',
      'staff_gone',
    ]);
    expect(conflictsOf(booking, calendars({ bays: new Map() }))).toEqual(['bay_gone']);
  });
});
