import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeDue, putOff, ruleOfKind, sayAnswer } from './care-answers.js';
import type { Due } from './care-dues.js';
import { asEffective, type EffectiveRule } from './care-rule.js';
import { dueRules } from './rules/due-rules.js';

const TODAY = '2026-11-18';
const NOW = atShanghai(TODAY, '12:00');
const car = { id: 'car', storeId: 'store' };
const anyDue = fc
  .record({
    rule: fc.constantFrom(...dueRules.map(({ code }) => code)),
    days: fc.integer({ min: -300, max: 300 }),
  })
  .map(({ rule, days }): Due => ({ rule, cycle: 'x', dueOn: addDays(TODAY, days), ownerId: null }));

const ruleOf = (due: Due): EffectiveRule => {
  const rule = dueRules.find(({ code }) => code === due.rule);
  if (!rule) throw new Error('no such rule');
  return asEffective(rule);
};

describe('putOff', () => {
  it('tells nothing before the chosen day, and no stage twice', () => {
    fc.assert(
      fc.property(anyDue, fc.constantFrom(7, 30, 90), (due, days) => {
        const items = putOff(car, due, ruleOf(due), days, NOW);
        const day = addDays(TODAY, days);
        const planned = items.filter((item) => item.state === 'planned');
        expect(planned.every((item) => businessDate(item.notBefore) >= day)).toBe(true);
        expect(new Set(items.map((item) => item.stage)).size).toBe(items.length);
        const offer = due.rule === 'warranty' && due.dueOn < day;
        expect(planned.some((item) => businessDate(item.notBefore) === day)).toBe(!offer);
      }),
    );
  });
});

describe('closeDue', () => {
  it('leaves nothing to tell', () => {
    fc.assert(
      fc.property(anyDue, (due) =>
        closeDue(car, due, ruleOf(due), '已办', NOW).every((item) => item.state === 'stopped'),
      ),
    );
  });
});

describe('answers', () => {
  const reasons = { price: '价格更合适', near: '离得更近', service: '服务更好', other: '其他原因' };

  it('are for what falls due, not for wishes or bookings', () => {
    expect(ruleOfKind('insurance_due')).toBe('insurance');
    expect(ruleOfKind('win_back')).toBe('win_back');
    expect(ruleOfKind('birthday')).toBeNull();
    expect(ruleOfKind('booking_confirmed')).toBeNull();
  });

  it('are said in words', () => {
    expect(sayAnswer('保养', { answer: 'later', days: 30 }, reasons)).toBe('30 天后再提醒保养');
    expect(sayAnswer('保养', { answer: 'done_elsewhere', on: '2026-11-10', reason: 'price' }, reasons)).toBe(
      '2026年11月10日已在别处办理（价格更合适）',
    );
  });
});
