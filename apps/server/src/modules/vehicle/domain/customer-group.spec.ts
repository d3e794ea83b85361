import { addDays, addMonths } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBorders, groupOf } from './customer-group.js';

const TODAY = '2026-11-18';

describe('customer groups', () => {
  it('part at one and a half and at two service cycles', () => {
    expect(groupOf(null, 3, TODAY)).toBe('never');
    expect(groupOf(addMonths(TODAY, -6), 3, TODAY)).toBe('at_risk');
    expect(groupOf(addDays(addMonths(TODAY, -6), -1), 3, TODAY)).toBe('lost');
    const { atRiskBefore } = groupBorders(3, TODAY);
    expect(groupOf(atRiskBefore, 3, TODAY)).toBe('active');
    expect(groupOf(addDays(atRiskBefore, -1), 3, TODAY)).toBe('at_risk');
    expect(atRiskBefore > addMonths(TODAY, -5) && atRiskBefore < addMonths(TODAY, -4)).toBe(true);
  });

  it('never get better with time', () => {
    const rank = { active: 0, at_risk: 1, lost: 2, never: 3 } as const;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.nat(2_000), fc.nat(2_000), (cycle, first, more) => {
        const recent = groupOf(addDays(TODAY, -first), cycle, TODAY);
        const older = groupOf(addDays(TODAY, -first - more), cycle, TODAY);
        return rank[older] >= rank[recent];
      }),
    );
  });
});
