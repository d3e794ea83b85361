import { addDays, addMonths, isBusinessDate, nextInspection } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WARRANTY } from './care-dues.js';
import { inspectionRanges, sayDue, warrantyRange } from './due-list.js';

const day = (first: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((offset) => addDays(first, offset));

describe('delivery days that make something due', () => {
  it('names the cars that the inspection rule names, and no others', () => {
    fc.assert(
      fc.property(
        day('2000-01-01', 9_500),
        day('2024-01-01', 1_500),
        fc.integer({ min: 0, max: 300 }),
        (soldOn, from, length) => {
          const to = addDays(from, length);
          const next = nextInspection({ registeredOn: soldOn, use: 'private' }, from);
          const due = next !== 'ask_person' && next.dueOn <= to;
          const found = inspectionRanges(from, to).filter(
            ({ soldFrom, soldTo }) => soldFrom <= soldOn && soldOn <= soldTo,
          );
          return found.length === (due ? 1 : 0);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('has no inspection in days before a month end', () => {
    expect(inspectionRanges('2026-11-02', '2026-11-29')).toEqual([]);
    expect(inspectionRanges('2026-11-02', '2026-11-30')[0]).toEqual({
      years: 2,
      soldFrom: '2024-11-01',
      soldTo: '2024-11-30',
    });
  });

  it('lets no car out whose warranty ends between the days', () => {
    fc.assert(
      fc.property(day('2019-12-01', 2_500), day('2023-01-01', 1_500), (soldOn, from) => {
        const to = addDays(from, 20);
        const on = addMonths(soldOn, WARRANTY.months);
        const { soldFrom, soldTo } = warrantyRange(from, to);
        expect(isBusinessDate(soldFrom)).toBe(true);
        return on < from || on > to || (soldFrom <= soldOn && soldOn <= addDays(soldTo, 1));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says where a day comes from', () => {
    const due = { dueOn: '2026-11-30', soldOn: '2020-11-12', insurer: '平安' };
    expect(sayDue('inspection', due, '2026-11-18')).toBe('2020 年 11 月上牌，11月30日 周一前完成年检');
    expect(sayDue('insurance', due, '2026-12-02')).toBe('平安保单11月30日 周一到期，已过期 2 天');
  });
});
