import { describe, expect, it } from 'vitest';
import { monthLabel } from '../../shared/ui/month-nav.js';
import { type CoverageMonth, missingTo, sayCoverage } from './coverage.js';

const month = (
  name: string,
  owners: number,
  attended: number,
  complete: boolean,
  coming = 0,
): CoverageMonth => ({
  month: name,
  owners,
  attended,
  coming,
  percent: owners === 0 ? null : (attended * 100) / owners,
  reached: owners > 0 && attended * 100 >= owners * 30,
  complete,
});
const view = (...months: CoverageMonth[]) => ({ goalPercent: 30, withinMonths: 3, months });

describe('coverage in words', () => {
  it('counts whole people up to the goal', () => {
    expect(missingTo(30, month('2026-11', 10, 1, false))).toBe(2);
    expect(missingTo(30, month('2026-11', 11, 3, false))).toBe(1);
    expect(missingTo(30, month('2026-11', 10, 5, false))).toBe(0);
  });

  it('keeps months that are over apart from those that still grow', () => {
    const text = sayCoverage(
      view(month('2026-07', 10, 4, true), month('2026-08', 10, 1, true), month('2026-11', 10, 1, false, 1)),
    );
    expect(text).toContain('2 个月里，20 位新车主有 5 位听过课（25%），1 个月达到 30%');
    expect(text).toContain('再请来 2 位就能达标，已有 1 位报名');
  });

  it('says nothing about months without new owners', () => {
    expect(sayCoverage(view(month('2026-08', 0, 0, true), month('2026-11', 4, 2, false)))).toBe(
      '还没有满三个月的月份。还没满期的月份都已达标。',
    );
  });

  it('names January with its year', () => {
    expect([monthLabel('2026-11'), monthLabel('2027-01')]).toEqual(['11月', '2027年1月']);
  });
});
