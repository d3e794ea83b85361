import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CareFacts, type CarPerson, personToTell, whyStopped } from './care-stops.js';
import { shortReason } from './care-words.js';

const item = { rule: 'service' as const, cycle: '2026-08-28' };
const facts = (change: Partial<CareFacts> = {}): CareFacts => ({
  carKnown: true,
  hasOpenBooking: false,
  isInStore: false,
  lastPaidVisitOn: '2026-08-28',
  dueKind: 'service',
  cycle: '2026-08-28',
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
    [{ cycle: '2026-11-18' }, '已经完成'],
    [{ dueKind: null }, '已经完成'],
    [{ lastPaidVisitOn: '2026-11-12' }, '不打扰'],
  ] as const)('stops it on %o', (change, word) => {
    expect(whyStopped(item, facts(change as Partial<CareFacts>))).toContain(word);
  });
});

describe('personToTell', () => {
  const person = (ownerId: string, change: Partial<CarPerson> = {}): CarPerson => ({
    ownerId,
    role: 'owner',
    bound: true,
    optedOut: false,
    ...change,
  });

  it('prefers the owner, and takes the driver when only they are in WeChat', () => {
    const driver = person('driver', { role: 'driver' });
    expect(personToTell([driver, person('owner')])).toEqual({ ownerId: 'owner' });
    expect(personToTell([driver, person('owner', { bound: false })])).toEqual({ ownerId: 'driver' });
  });

  it('waits while nobody is bound, and ends when those who are do not want it', () => {
    expect(personToTell([])).toMatchObject({ final: false });
    expect(personToTell([person('owner', { bound: false })])).toMatchObject({ final: false });
    expect(personToTell([person('owner', { optedOut: true })])).toMatchObject({ final: true });
  });

  it('never tells somebody who is not bound or has opted out', () => {
    const people = fc.array(
      fc.record({
        ownerId: fc.uuid(),
        role: fc.constantFrom('owner' as const, 'driver' as const, 'company_contact' as const),
        bound: fc.boolean(),
        optedOut: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(people, (list) => {
        const told = personToTell(list);
        if (!('ownerId' in told)) return !list.some((one) => one.bound && !one.optedOut);
        return list.some((one) => one.ownerId === told.ownerId && one.bound && !one.optedOut);
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
