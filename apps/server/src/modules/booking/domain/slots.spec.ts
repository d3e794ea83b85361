import { atShanghai, MINUTE_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choices, findSlots, openDay, type SlotInput, unitsOf } from './slots.js';
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
  bufferMinutes: 0,
  bayIds: ['b1'],
  advisorIds: ['a1'],
  technicianIds: null,
  taken: nothing(),
  away: nothing(),
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

  it('keep a bay for the tidying after the service, people not', () => {
    const taken = nothing();
    occupy(taken, 'b1', unitsOf(start('11:00'), 30));
    const free = (bufferMinutes: number) =>
      findSlots(input({ taken, bufferMinutes }))[0]?.slots.find((slot) => slot.start === start('10:00'))
        ?.free;
    expect([free(0), free(15)]).toEqual([true, false]);
    const people = nothing();
    occupy(people, 'a1', unitsOf(start('11:00'), 30));
    expect(
      findSlots(input({ taken: people, bufferMinutes: 30 }))[0]?.slots.find(
        (slot) => slot.start === start('10:00'),
      )?.free,
    ).toBe(true);
  });

  it('leave the break and leave out, and ask for a technician where the service takes one', () => {
    const breaks = { ...rules, hours: week.map((day) => ({ ...day, breakFrom: '12:00', breakTo: '13:00' })) };
    const starts = findSlots(input({ rules: breaks }))[0]?.slots.map((slot) => slot.start) ?? [];
    for (const clock of ['11:30', '12:00', '12:30']) expect(starts).not.toContain(start(clock));
    for (const clock of ['11:00', '13:00']) expect(starts).toContain(start(clock));
    const away = nothing();
    away.occupy('a1', start('09:10'), start('10:05'));
    const found = findSlots(input({ away }))[0]?.slots ?? [];
    const free = (clock: string) => found.find((slot) => slot.start === start(clock))?.free;
    expect([free('08:30'), free('10:00'), free('10:30')]).toEqual([false, false, true]);
    const nobody = findSlots(input({ technicianIds: [] }))[0]?.slots ?? [];
    expect(nobody.length).toBeGreaterThan(0);
    expect(nobody.every((slot) => !slot.free)).toBe(true);
  });

  it('go to the least busy advisor, then to the one not chosen for the longest time', () => {
    const taken = nothing();
    occupy(taken, 'a1', unitsOf(start('15:00'), 60));
    const base = { ...input({ taken, advisorIds: ['a1', 'a2', 'a3'] }), start: start('10:00') };
    const lastChosen = new Map([
      ['a2', '01B'],
      ['a3', '01A'],
    ]);
    expect(choices({ ...base, lastChosen }).advisorIds).toEqual(['a3', 'a2', 'a1']);
  });

  it('take full quarters of the clock, so that odd hours meet the same rows', () => {
    expect(unitsOf(start('08:50'), 30)).toEqual(unitsOf(start('08:45'), 45));
  });

  it('are free exactly when everything they take could be taken', () => {
    const clocks = fc.integer({ min: 0, max: 18 }).map((half) => start('08:30') + half * 30 * MINUTE_MS);
    const busy = fc.array(fc.tuple(fc.constantFrom('b1', 'b2', 'a1', 'a2', 't1'), clocks), { maxLength: 30 });
    fc.assert(
      fc.property(
        busy,
        fc.constantFrom(30, 60, 120),
        fc.constantFrom(0, 15, 45),
        fc.boolean(),
        (entries, minutes, bufferMinutes, technician) => {
          const [taken, away] = [nothing(), nothing()];
          for (const [index, [id, at]] of entries.entries()) {
            if (index % 3 === 0) away.occupy(id, at, at + 30 * MINUTE_MS);
            else occupy(taken, id, unitsOf(at, 30));
          }
          const ids = {
            bayIds: ['b1', 'b2'],
            advisorIds: ['a1', 'a2'],
            technicianIds: technician ? ['t1'] : null,
          };
          const asked = input({ ...ids, taken, away, minutes, bufferMinutes });
          for (const slot of findSlots(asked)[0]?.slots ?? []) {
            const found = choices({ ...asked, start: slot.start });
            const some = [found.bayIds, found.advisorIds, found.technicianIds ?? ['none']].every(
              (list) => list.length > 0,
            );
            expect(some).toBe(slot.free);
            const bayUnits = unitsOf(slot.start, minutes + bufferMinutes);
            for (const id of found.bayIds) {
              expect(taken.isFree(id, bayUnits) && away.isFree(id, bayUnits)).toBe(true);
            }
          }
        },
      ),
    );
  });
});
