import { type MakeGoodRules, type StaffRole, staffRoles } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMakeGoodRules, limitOf, makeGoodTitle, roomOf } from './make-good.js';

const rules: MakeGoodRules = {
  advisorFen: 5_000,
  careFen: 10_000,
  managerFen: 50_000,
  mostFen: 80_000,
  validDays: 90,
};

describe('room for a make-good', () => {
  it.each<[StaffRole, number, number, number]>([
    ['advisor', 0, 5_000, 80_000],
    ['advisor', 3_000, 2_000, 77_000],
    ['advisor', 6_000, 0, 74_000],
    ['care', 6_000, 4_000, 74_000],
    ['manager', 49_999, 1, 30_001],
    ['manager', 80_000, 0, 0],
    ['technician', 0, 0, 80_000],
  ])('%s after %d fen: %d at once, %d with approval', (role, granted, freeFen, mostFen) => {
    expect(roomOf(role, rules, granted)).toEqual({ freeFen, mostFen });
  });

  it('cannot be made larger by giving in parts', () => {
    const role = fc.constantFrom(...staffRoles);
    const parts = fc.array(fc.record({ role, wish: fc.integer({ min: 1, max: 60_000 }) }), { maxLength: 30 });
    fc.assert(
      fc.property(parts, (wishes) => {
        let granted = 0;
        let highest = 0;
        for (const { role, wish } of wishes) {
          const room = roomOf(role, rules, granted);
          expect(room.freeFen).toBeLessThanOrEqual(room.mostFen);
          if (wish > room.freeFen) continue;
          granted += wish;
          highest = Math.max(highest, limitOf(role, rules));
        }
        expect(granted).toBeLessThanOrEqual(highest);
      }),
    );
  });

  it('is only the manager’s until a store has decided', () => {
    expect(roomOf('advisor', defaultMakeGoodRules, 0).freeFen).toBe(0);
    expect(roomOf('manager', defaultMakeGoodRules, 0).freeFen).toBeGreaterThan(0);
  });
});

describe('makeGoodTitle', () => {
  it('says yuan as people do', () => {
    expect(makeGoodTitle('cash_off', 5_000, '')).toBe('50 元代金券');
    expect(makeGoodTitle('cash_off', 120_050, '')).toBe('1,200.50 元代金券');
    expect(makeGoodTitle('free_item', 8_000, '免费洗车一次')).toBe('免费洗车一次');
  });
});
