import { atShanghai } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { openDay } from './slots.js';
import { freeStretches, minutesOf } from './stretches.js';
import { Taken } from './taken.js';

const DAY = '2026-11-18';
const at = (clock: string) => atShanghai(DAY, clock);
const day = openDay(
  {
    hours: [{ weekday: 3, opensAt: '08:30', closesAt: '18:00', breakFrom: '12:00', breakTo: '13:00' }],
    closedOnHolidays: true,
  },
  DAY,
);
const none = () => new Taken(at('00:00'), at('23:59'));

describe('free stretches', () => {
  it('end at the break, at what is taken and at leave, and begin now', () => {
    const [taken, away] = [none(), none()];
    taken.occupy('b1', at('09:00'), at('10:00'));
    away.occupy('b1', at('15:00'), at('18:00'));
    const found = freeStretches(day, 'b1', taken, away, at('08:40'));
    expect(found).toEqual([
      { from: at('08:45'), to: at('09:00') },
      { from: at('10:00'), to: at('12:00') },
      { from: at('13:00'), to: at('15:00') },
    ]);
    expect(minutesOf(found)).toBe(255);
  });

  it('are none on a closed day', () => {
    const closed = { opens: null, closes: null, pause: null, holiday: null };
    expect(freeStretches(closed, 'b1', none(), none())).toEqual([]);
  });
});
