import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Due } from './care-dues.js';
import { type CareFacts, type CarPerson, personToTell, whyStopped } from './care-stops.js';
import { shortReason } from './care-words.js';
import { builtInSet } from './rules/built-in-rules.js';

const item = { rule: 'service' as const, cycle: '2026-08-28' };
const due = (cycle: string): Due => ({ rule: 'service', cycle, dueOn: '2026-11-28', ownerId: null });
const facts = (change: Partial<CareFacts> = {}): CareFacts => ({
  carKnown: true,
  hasOpenBooking: false,
  isInStore: false,
  lastPaidVisitOn: '2026-08-28',
  dues: [due('2026-08-28')],
  rules: builtInSet,
  unmeant: new Set(),
  today: '2026-11-18',
  ...change,
});

describe('whyStopped', () => {
  it('lets a reminder through while nothing has changed', () => {
    expect(whyStopped(item, facts())).toBeNull();
    expect(whyStopped(item, facts({ lastPaidVisitOn: '2026-11-11' }))).toBeNull();
  });

  it.each([
    [{ carKnown: false }, '档案'],
    [{ hasOpenBooking: true }, '已预约'],
    [{ isInStore: true }, '已到店'],
    [{ dues: [due('2026-11-18')] }, '已经完成'],
    [{ dues: [] }, '已经完成'],
    [{ dues: [], unmeant: new Set(['service']) }, '人群'],
    [{ rules: new Map() }, '停用'],
    [{ lastPaidVisitOn: '2026-11-12' }, '不打扰'],
  ] as const)('stops it on %o', (change, word) => {
    expect(whyStopped(item, facts(change as Partial<CareFacts>))).toContain(word);
  });

  it('tells what a person chose the day of, however soon after a visit, but not of a car that is coming', () => {
    const work = { rule: 'declined' as const, cycle: '2026-11-18' };
    const known: Due = { ...work, dueOn: '2026-11-18', ownerId: null };
    expect(whyStopped(work, facts({ dues: [known], lastPaidVisitOn: '2026-11-17' }))).toBeNull();
    expect(whyStopped(work, facts({ dues: [known], hasOpenBooking: true }))).toContain('已预约');
  });

  it('does not end a renewal because the car is booked, and ends it when it is done', () => {
    const renewal = { rule: 'insurance' as const, cycle: '2026-12-18' };
    const known: Due = { ...renewal, dueOn: '2026-12-18', ownerId: null };
    const busy = { hasOpenBooking: true, isInStore: true, lastPaidVisitOn: '2026-11-17' };
    expect(whyStopped(renewal, facts({ ...busy, dues: [known] }))).toBeNull();
    expect(whyStopped(renewal, facts({ dues: [{ ...known, cycle: '2027-12-18' }] }))).toContain('已更新');
  });
});

describe('personToTell', () => {
  const person = (ownerId: string, change: Partial<CarPerson> = {}): CarPerson => ({
    ownerId,
    role: 'owner',
    bound: true,
    optedOut: [],
    ...change,
  });

  it('prefers the owner, and takes the driver when only they are in WeChat', () => {
    const driver = person('driver', { role: 'driver' });
    expect(personToTell([driver, person('owner')], 'care')).toEqual({ ownerId: 'owner' });
    expect(personToTell([driver, person('owner', { bound: false })], 'care')).toEqual({ ownerId: 'driver' });
  });

  it('waits while nobody is bound, and ends when those who are do not want it', () => {
    expect(personToTell([], 'care')).toMatchObject({ final: false });
    const unbound = [person('owner', { bound: false })];
    expect(personToTell(unbound, 'care')).toEqual({
      reason: '车主尚未在微信绑定，绑定后会立即提醒。',
      final: false,
    });
    expect(personToTell(unbound, 'care', null, true)).toMatchObject({
      reason: expect.stringContaining('由顾问致电'),
      final: false,
    });
    expect(personToTell([person('owner', { optedOut: ['care'] })], 'care')).toMatchObject({ final: true });
  });

  it('tells what is about one person only to that person, and respects each class by itself', () => {
    const people = [person('one'), person('two', { optedOut: ['marketing'] })];
    expect(personToTell(people, 'care', 'two')).toEqual({ ownerId: 'two' });
    expect(personToTell(people, 'marketing', 'two')).toMatchObject({ final: true });
    expect(personToTell(people, 'care', 'three')).toMatchObject({ final: false });
  });

  it('never tells somebody who is not bound or has opted out', () => {
    const people = fc.array(
      fc.record({
        ownerId: fc.uuid(),
        role: fc.constantFrom('owner' as const, 'driver' as const, 'company_contact' as const),
        bound: fc.boolean(),
        optedOut: fc.subarray(['care' as const, 'marketing' as const]),
      }),
    );
    fc.assert(
      fc.property(people, (list) => {
        const told = personToTell(list, 'care');
        if (!('ownerId' in told)) return !list.some((one) => one.bound && !one.optedOut.includes('care'));
        return list.some(
          (one) => one.ownerId === told.ownerId && one.bound && !one.optedOut.includes('care'),
        );
      }),
    );
  });
});

describe('shortReason', () => {
  it('fits the twenty characters of a template field', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('date' as const, 'km' as const),
        fc.option(fc.integer({ min: -99_999, max: 99_999 })),
        fc.integer({ min: 0, max: 364 }),
        (reason, kmLeft, day) => {
          const dueOn = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
          return shortReason({ dueOn, reason, kmLeft }, '2026-11-18').length <= 20;
        },
      ),
    );
    expect(shortReason({ dueOn: '2026-12-06', reason: 'km', kmLeft: 483 }, '2026-11-18')).toBe(
      '约剩480公里，12月6日到期',
    );
    expect(shortReason({ dueOn: '2026-11-10', reason: 'date', kmLeft: null }, '2026-11-18')).toBe(
      '已超过建议日期8天',
    );
  });
});
