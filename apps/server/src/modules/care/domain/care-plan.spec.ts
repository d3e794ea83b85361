import { addDays, DAY_MS, shanghaiClock } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleOf, type Due, type DueCar, duesOf } from './care-dues.js';
import { planItems, planDue as planOf } from './care-plan.js';
import { asEffective, type EffectiveRule, windowOf } from './care-rule.js';
import { builtInRules, builtInSet } from './rules/built-in-rules.js';
import { dueRules } from './rules/due-rules.js';

const NOON = Date.parse('2026-11-18T02:00:00Z');
const TODAY = '2026-11-18';
const car = (change: Partial<DueCar> = {}): DueCar => ({
  id: 'car',
  storeId: 'store',
  dueKind: 'service',
  dueOn: '2026-11-28',
  lastServiceOn: '2026-08-28',
  lastPaidVisitOn: null,
  soldOn: '2023-05-06',
  use: 'other',
  insuranceExpiresOn: null,
  advisedOn: null,
  latestKm: null,
  owners: [],
  ...change,
});
const due = (rule: Due['rule'], dueOn: string): Due => ({ rule, cycle: 'x', dueOn, ownerId: null });
const ruleOf = (code: string): EffectiveRule => {
  const rule = builtInSet.get(code);
  if (!rule) throw new Error(`no rule ${code}`);
  return rule;
};
const planDue = (one: DueCar, what: Due, now: number) => planOf(one, what, ruleOf(what.rule), now);
const states = (items: ReturnType<typeof planDue>) =>
  Object.fromEntries(items.map((item) => [item.stage, item.state]));
const anyDue = fc.record({
  rule: fc.constantFrom(...dueRules.map(({ code }) => code)),
  days: fc.integer({ min: -320, max: 320 }),
});

describe('care rules', () => {
  it('hand over from stage to stage without overlap', () => {
    for (const { body } of builtInRules) {
      for (const [index, stage] of body.stages.entries()) {
        const next = body.stages[index + 1];
        if (next) expect(stage.offset + stage.validDays).toBeLessThanOrEqual(next.offset);
        expect(stage.title.length).toBeLessThanOrEqual(20);
        expect(stage.short?.length ?? 0).toBeLessThanOrEqual(20);
      }
    }
    for (const { code, body } of dueRules)
      for (const stage of body.stages) expect(stage.body.includes('{why}')).toBe(code !== 'birthday');
  });

  it('tell on the days of the mission', () => {
    const days = Object.fromEntries(
      builtInRules.map(({ code, body }) => [code, body.stages.map(({ offset }) => offset)]),
    );
    expect(days).toMatchObject({
      first_service: [-14, -7, -1],
      service: [-14, -3, 7, 30],
      insurance: [-60, -30, -15, -7],
      inspection: [-60, -30, -7],
      warranty: [-60, -30],
      licence: [-60, -15],
      win_back: [90, 180, 270],
      birthday: [0],
      holiday_spring: [-1],
      holiday_mid_autumn: [-1],
      holiday_national: [-1],
      trip_check_spring: [-3],
      trip_check_national: [-3],
    });
    expect(days['new_car']?.length).toBe(7);
    expect(Math.max(...(days['new_car'] ?? []))).toBeLessThan(90);
  });

  it('never mix a wish or an offer with what falls due', () => {
    const apart = dueRules.filter(({ facts }) => !facts.merges).map(({ code }) => code);
    expect(apart).toEqual(['win_back', 'birthday']);
    const marketing = builtInRules.filter(({ body }) => body.class === 'marketing');
    expect(marketing.map(({ code }) => code)).toEqual(['win_back', 'campaign', 'coupon_expiring']);
    for (const { body } of builtInRules.filter(({ body }) =>
      ['birthday', 'holiday_wish'].includes(body.kind),
    )) {
      expect(body.actionLabel).toBeNull();
      expect(body.channels).not.toContain('official_account');
    }
  });

  it('have an edition that follows the content and nothing else', () => {
    const rule = ruleOf('service');
    const again = JSON.parse(JSON.stringify(rule.body));
    expect(asEffective({ ...rule, body: again }, { scope: 'group', version: 7 }).edition).toBe(rule.edition);
    again.stages[0].title = '快来保养';
    expect(asEffective({ ...rule, body: again }).edition).not.toBe(rule.edition);
  });
});

const dueOnly = new Map(dueRules.map((rule) => [rule.code, asEffective(rule)]));

describe('duesOf', () => {
  const rulesOf = (change: Partial<DueCar>, today = TODAY) =>
    Object.fromEntries(
      duesOf(car({ dueOn: null, dueKind: null, soldOn: null, ...change }), dueOnly, today).map((one) => [
        one.rule,
        one.dueOn,
      ]),
    );

  it('finds insurance, inspection and warranty of a car', () => {
    expect(rulesOf({ insuranceExpiresOn: '2026-12-18' })).toEqual({ insurance: '2026-12-18' });
    expect(rulesOf({ soldOn: '2024-01-10', use: 'private' })).toEqual({
      inspection: '2028-01-31',
      warranty: '2027-01-10',
    });
  });

  it('leaves cars the rule does not cover to a person, and long roads out of warranty', () => {
    expect(rulesOf({ soldOn: '2024-01-10', use: 'taxi' })).toEqual({ warranty: '2027-01-10' });
    expect(rulesOf({ soldOn: '2024-01-10', use: 'other', latestKm: 60_001 })).toEqual({});
    expect(rulesOf({ soldOn: '2024-01-10', use: 'other', latestKm: 60_000 })).toHaveProperty('warranty');
  });

  it('counts silence from the due date, or from a later visit', () => {
    const lost = { dueKind: 'service', dueOn: '2026-05-01' } as const;
    expect(rulesOf({ ...lost, lastPaidVisitOn: '2026-02-01' })).toMatchObject({ win_back: '2026-05-01' });
    expect(rulesOf({ ...lost, lastPaidVisitOn: '2026-06-01' })).toMatchObject({ win_back: '2026-06-01' });
    expect(rulesOf({ ...lost, lastPaidVisitOn: null })).not.toHaveProperty('win_back');
  });

  it('finds licence and birthday of each owner, by the sun or the moon', () => {
    const owner = {
      id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      licenceExpiresOn: null,
      birthdayOn: null,
      birthdayLeap: false,
    } as const;
    const licence = { ...owner, licenceExpiresOn: '2027-01-17', birthdayCalendar: null };
    expect(rulesOf({ owners: [licence] })).toEqual({ licence: '2027-01-17' });
    const sun = { ...owner, birthdayOn: '1990-11-18', birthdayCalendar: 'solar' } as const;
    expect(rulesOf({ owners: [sun] })).toEqual({ birthday: '2026-11-18' });
    expect(rulesOf({ owners: [sun] }, '2026-11-19')).toEqual({ birthday: '2027-11-18' });
    // The fifteenth of the eighth month is Mid-Autumn: 25 September in 2026.
    const moon = { ...owner, birthdayOn: '1990-08-15', birthdayCalendar: 'lunar' } as const;
    expect(rulesOf({ owners: [moon] }, '2026-09-01')).toEqual({ birthday: '2026-09-25' });
    // 2028 has a leap fifth month; other years keep such a birthday in the ordinary one.
    const leap = { ...moon, birthdayOn: '2009-05-10', birthdayLeap: true };
    expect(rulesOf({ owners: [leap] }, '2028-06-10')).toEqual({ birthday: '2028-07-02' });
    expect(rulesOf({ owners: [leap] }, '2026-06-01')).toEqual({ birthday: '2026-06-24' });
    const cycles = duesOf(
      car({ owners: [sun, { ...sun, id: '01ARZ3NDEKTSV4RRFFQ69G5FAW' }] }),
      dueOnly,
      TODAY,
    )
      .filter(({ rule }) => rule === 'birthday')
      .map(({ cycle }) => cycle);
    expect(new Set(cycles).size).toBe(2);
    for (const cycle of cycles) expect(cycle.length).toBeLessThanOrEqual(20);
  });
});

describe('planDue', () => {
  it('plans every stage at half past nine of its day', () => {
    const items = planDue(car(), due('service', '2026-12-20'), NOON);
    expect(items.map((item) => new Date(item.notBefore).toISOString())).toEqual([
      '2026-12-06T01:30:00.000Z',
      '2026-12-17T01:30:00.000Z',
      '2026-12-27T01:30:00.000Z',
      '2027-01-19T01:30:00.000Z',
    ]);
    expect(states(items)).toEqual({ '-14': 'planned', '-3': 'planned', '7': 'planned', '30': 'planned' });
  });

  it('tells only the newest stage whose day has come', () => {
    expect(states(planDue(car(), due('service', '2026-11-13'), NOON))).toEqual({
      '-14': 'missed',
      '-3': 'planned',
      '7': 'planned',
      '30': 'planned',
    });
    expect(states(planDue(car(), due('service', '2026-11-10'), NOON))).toMatchObject({
      '-3': 'missed',
      '7': 'planned',
    });
  });

  it('never has two stages due at once, and never one that is out of date', () => {
    fc.assert(
      fc.property(anyDue, fc.integer({ min: 0, max: DAY_MS }), ({ rule, days }, offset) => {
        const now = NOON + offset;
        const items = planDue(car(), due(rule, addDays(TODAY, days)), now);
        const ripe = items.filter((item) => item.state === 'planned' && item.notBefore <= now);
        return (
          ripe.length <= 1 &&
          items.every((item) => item.state === 'missed' || item.expiresAt > now) &&
          items.every((item) => shanghaiClock(item.notBefore) === '09:30')
        );
      }),
    );
  });

  it('tells nothing outside the window of its rule', () => {
    fc.assert(
      fc.property(anyDue, ({ rule, days }) => {
        const { before, after } = windowOf(ruleOf(rule));
        const items = planDue(car(), due(rule, addDays(TODAY, days)), NOON);
        const ripe = items.some((item) => item.state === 'planned' && item.notBefore <= NOON);
        return (days >= -after && days <= before) || !ripe;
      }),
    );
  });
});

describe('planItems', () => {
  it('has nothing to say without a due date, or long after it', () => {
    const none = { soldOn: null };
    expect(planItems(car({ ...none, dueOn: null }), dueOnly, NOON, 30, 'ahead')).toEqual([]);
    expect(planItems(car({ ...none, dueKind: null }), dueOnly, NOON, 30, 'ahead')).toEqual([]);
    expect(planItems(car({ ...none, dueOn: '2025-06-01' }), dueOnly, NOON, 30, 'ahead')).toEqual([]);
    const past = planItems(car({ ...none, dueOn: '2025-06-01' }), dueOnly, NOON, 30, 'ahead_and_service');
    expect(past.every((item) => item.state === 'missed')).toBe(true);
  });

  it('leaves what begins beyond the days ahead for later, unless everything is wanted', () => {
    const far = car({ dueOn: null, dueKind: null, soldOn: null, insuranceExpiresOn: '2027-06-01' });
    expect(planItems(far, dueOnly, NOON, 30, 'ahead')).toEqual([]);
    expect(planItems(far, dueOnly, NOON, 30, 'ahead_and_service')).toEqual([]);
    expect(planItems(far, dueOnly, NOON, 30, 'everything')).toHaveLength(4);
  });

  it('plans everything that is due today, whatever the rule', () => {
    fc.assert(
      fc.property(fc.integer({ min: -90, max: 90 }), (days) => {
        const insured = car({
          dueOn: null,
          dueKind: null,
          soldOn: null,
          insuranceExpiresOn: addDays(TODAY, days),
        });
        const ripe = (items: ReturnType<typeof planDue>) =>
          items
            .filter((item) => item.state === 'planned' && item.notBefore <= NOON)
            .map(({ stage }) => stage);
        expect(ripe(planItems(insured, dueOnly, NOON, 30, 'ahead'))).toEqual(
          ripe(planDue(insured, due('insurance', addDays(TODAY, days)), NOON)),
        );
      }),
    );
  });

  it('names the due thing by what was done before it, whatever the predicted date', () => {
    expect(cycleOf(car())).toBe('2026-08-28');
    expect(cycleOf(car({ lastServiceOn: null }))).toBe('2023-05-06');
    expect(cycleOf(car({ dueKind: 'first_service' }))).toBe('2023-05-06');
  });
});
