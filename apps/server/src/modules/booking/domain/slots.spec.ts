import { atShanghai, MINUTE_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates, findSlots, openDay, type SlotInput, unitsOf } from './slots.js';
import { Taken } from './taken.js';

const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '18:00' }));
const rules = { hours: week, closedOnHolidays: true };
const DAY = '2026-11-18';
const start = (clock: string) => atShanghai(DAY, clock);
const nothing = () => new Taken(start('00:00'), start('23:59'));

function occupy(taken: Taken, resourceId: string, units: readonly number[]): void {
  for (const unit of units) {
    const index = Math.round((unit - start('00:00')) / (15 * MINUTE_MS));
    taken.mark(resourceId, Math.floor(index / 32), 1 << (index % 32));
  }
}

const input = (more: Partial<SlotInput> = {}): SlotInput => ({
  rules,
  from: DAY,
  days: 1,
  minutes: 60,
  bayIds: ['b1'],
  advisorIds: ['a1'],
  taken: nothing(),
  now: start('00:00'),
  leadMinutes: 0,
  lastDay: '2026-12-31',
  ...more,
});

describe('opening days', () => {
  it('knows weekdays, weekends, official holidays and make-up workdays', () => {
    expect(openDay(rules, DAY).opens).toBe(start('08:30'));
    expect(openDay(rules, '2026-11-21').opens).toBeNull();
    expect(openDay(rules, '2026-10-01')).toMatchObject({ opens: null });
    expect(openDay(rules, '2026-10-01').holiday).toContain('国庆');
    expect(openDay({ ...rules, closedOnHolidays: false }, '2026-10-01').opens).not.toBeNull();
    // 10 October 2026 is a Saturday worked for the National Day holiday.
    expect(openDay(rules, '2026-10-10').opens).toBe(atShanghai('2026-10-10', '08:30'));
  });
});

describe('slots', () => {
  it('stand on the half hour and end before the store closes', () => {
    const [day] = findSlots(input());
    expect(day?.slots[0]?.start).toBe(start('08:30'));
    expect(day?.slots.at(-1)?.start).toBe(start('17:00'));
  });

  it('need a bay and an advisor for the whole time', () => {
    const bay = nothing();
    occupy(bay, 'b1', unitsOf(start('10:00'), 60));
    const free = (taken: Taken) =>
      findSlots(input({ taken }))[0]
        ?.slots.filter((slot) => slot.free)
        .map((slot) => slot.start) ?? [];
    for (const clock of ['09:30', '10:00', '10:30']) expect(free(bay)).not.toContain(start(clock));
    for (const clock of ['09:00', '11:00']) expect(free(bay)).toContain(start(clock));
    const advisor = nothing();
    occupy(advisor, 'a1', unitsOf(start('10:00'), 60));
    expect(free(advisor)).toEqual(free(bay));
  });

  it('are free exactly when some pair could be taken', () => {
    const clocks = fc.integer({ min: 0, max: 18 }).map((half) => start('08:30') + half * 30 * MINUTE_MS);
    const busy = fc.array(fc.tuple(fc.constantFrom('b1', 'b2', 'a1', 'a2'), clocks), { maxLength: 30 });
    fc.assert(
      fc.property(busy, fc.constantFrom(30, 60, 120), (entries, minutes) => {
        const taken = nothing();
        for (const [id, at] of entries) occupy(taken, id, unitsOf(at, 30));
        const ids = { bayIds: ['b1', 'b2'], advisorIds: ['a1', 'a2'] };
        for (const slot of findSlots(input({ ...ids, taken, minutes }))[0]?.slots ?? []) {
          const units = unitsOf(slot.start, minutes);
          const pairs = candidates({ ...ids, taken, units });
          expect(pairs.length > 0).toBe(slot.free);
          for (const { bayId, advisorId } of pairs) {
            expect(taken.isFree(bayId, units) && taken.isFree(advisorId, units)).toBe(true);
          }
        }
      }),
    );
  });
});
