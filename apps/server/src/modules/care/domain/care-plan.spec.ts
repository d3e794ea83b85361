import { addDays, DAY_MS, shanghaiClock } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleOf, type DueCar, planItems } from './care-plan.js';
import { type CareRuleId, careRules, careWindow } from './care-rules.js';

const NOON = Date.parse('2026-11-18T02:00:00Z');
const car = (change: Partial<DueCar> = {}): DueCar => ({
  id: 'car',
  storeId: 'store',
  dueKind: 'service',
  dueOn: '2026-11-28',
  lastServiceOn: '2026-08-28',
  soldOn: '2023-05-06',
  ...change,
});
const states = (items: ReturnType<typeof planItems>) =>
  Object.fromEntries(items.map((item) => [item.stage, item.state]));
const anyCar = fc.record({
  dueKind: fc.constantFrom<CareRuleId>('service', 'first_service'),
  days: fc.integer({ min: -120, max: 120 }),
});

describe('care rules', () => {
  it('hand over from stage to stage without overlap', () => {
    for (const { stages } of Object.values(careRules)) {
      for (const [index, stage] of stages.entries()) {
        const next = stages[index + 1];
        if (next) expect(stage.offset + stage.validDays).toBeLessThanOrEqual(next.offset);
        expect(stage.body).toContain('{why}');
        expect(stage.title.length).toBeLessThanOrEqual(20);
      }
    }
    expect(careRules.service.stages.map(({ offset }) => offset)).toEqual([-14, -3, 7, 30]);
    expect(careRules.first_service.stages.map(({ offset }) => offset)).toEqual([-14, -7, -1]);
    expect(careWindow).toEqual({ before: 14, after: 60 });
  });
});

describe('planItems', () => {
  it('plans every stage at half past nine of its day', () => {
    const items = planItems(car({ dueOn: '2026-12-20' }), NOON);
    expect(items.map((item) => new Date(item.notBefore).toISOString())).toEqual([
      '2026-12-06T01:30:00.000Z',
      '2026-12-17T01:30:00.000Z',
      '2026-12-27T01:30:00.000Z',
      '2027-01-19T01:30:00.000Z',
    ]);
    expect(states(items)).toEqual({ '-14': 'planned', '-3': 'planned', '7': 'planned', '30': 'planned' });
  });

  it('tells only the newest stage whose day has come', () => {
    expect(states(planItems(car({ dueOn: '2026-11-13' }), NOON))).toEqual({
      '-14': 'missed',
      '-3': 'planned',
      '7': 'planned',
      '30': 'planned',
    });
    expect(states(planItems(car({ dueOn: '2026-11-10' }), NOON))).toMatchObject({
      '-3': 'missed',
      '7': 'planned',
    });
  });

  it('has nothing to say without a due date, or long after it', () => {
    expect(planItems(car({ dueOn: null }), NOON)).toEqual([]);
    expect(planItems(car({ dueKind: null }), NOON)).toEqual([]);
    expect(planItems(car({ dueOn: '2026-06-01' }), NOON).every((item) => item.state === 'missed')).toBe(true);
  });

  it('never has two stages due at once, and never one that is out of date', () => {
    fc.assert(
      fc.property(anyCar, fc.integer({ min: 0, max: DAY_MS }), ({ dueKind, days }, offset) => {
        const now = NOON + offset;
        const items = planItems(car({ dueKind, dueOn: addDays('2026-11-18', days) }), now);
        const due = items.filter((item) => item.state === 'planned' && item.notBefore <= now);
        return (
          due.length <= 1 &&
          items.every((item) => item.state === 'missed' || item.expiresAt > now) &&
          items.every((item) => shanghaiClock(item.notBefore) === '09:30')
        );
      }),
    );
  });

  it('plans nothing outside the window that planning looks at', () => {
    fc.assert(
      fc.property(anyCar, ({ dueKind, days }) => {
        const items = planItems(car({ dueKind, dueOn: addDays('2026-11-18', days) }), NOON);
        const inside = days >= -careWindow.after && days <= careWindow.before;
        const due = items.some((item) => item.state === 'planned' && item.notBefore <= NOON);
        return inside || !due;
      }),
    );
  });

  it('names the due thing by what was done before it, whatever the predicted date', () => {
    expect(cycleOf(car())).toBe('2026-08-28');
    expect(cycleOf(car({ lastServiceOn: null }))).toBe('2023-05-06');
    expect(cycleOf(car({ dueKind: 'first_service' }))).toBe('2023-05-06');
    const before = planItems(car({ dueOn: '2026-12-20' }), NOON);
    const after = planItems(car({ dueOn: '2026-12-01' }), NOON);
    expect(after.map((item) => item.cycle)).toEqual(before.map((item) => item.cycle));
  });
});
