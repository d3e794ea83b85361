import type { AttributionRow } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { rangeOf } from './period.js';
import { bestWords, measures, winnerOf } from './words.js';

const row = (part: Partial<AttributionRow>): AttributionRow => ({
  kind: 'campaign',
  kindLabel: '抢红包',
  id: '01J',
  title: '周五抢红包',
  from: '2026-11-01',
  told: 200,
  seen: 100,
  claimed: 50,
  used: 40,
  booked: 10,
  arrived: 8,
  cars: 8,
  carsWonBack: 1,
  costFen: 16_000,
  outputFen: 320_000,
  costPerCarFen: 2_000,
  outputPerCost: 20,
  arrivedPercent: 16,
  days: 30,
  ...part,
});
const measure = (label: string) => {
  const found = measures.find((one) => one.label === label);
  if (!found) throw new Error(`no measure ${label}`);
  return found;
};

describe('what the address asks for', () => {
  const read = (params: Record<string, string>) => rangeOf((name) => params[name], '2026-11-22');

  it('is the last 90 days with a window of 30, unless it says otherwise', () => {
    expect(read({})).toEqual({ from: '2026-08-24', to: '2026-11-22', days: 30 });
    expect(read({ last: '30', days: '14' })).toEqual({ from: '2026-10-23', to: '2026-11-22', days: 14 });
    expect(read({ from: '2026-01-01', to: '2026-01-31' })).toMatchObject({ from: '2026-01-01' });
  });

  it('does not take what the server would refuse', () => {
    const wrongs: Record<string, string>[] = [
      { days: '1000' },
      { last: 'x' },
      { from: '2026-02-01', to: '2026-01-01' },
    ];
    for (const wrong of wrongs)
      expect(read(wrong)).toEqual({ from: '2026-08-24', to: '2026-11-22', days: 30 });
  });
});

describe('two side by side', () => {
  it('more cars are better, less money for a car is better, and unknown figures win nothing', () => {
    const [a, b] = [row({}), row({ cars: 12, costPerCarFen: 2_500, seen: null })];
    expect(winnerOf(measure('带回车辆'), [a, b])).toBe(1);
    expect(winnerOf(measure('每台到店成本'), [a, b])).toBe(0);
    expect(winnerOf(measure('看过'), [a, b])).toBeNull();
    expect(winnerOf(measure('花费'), [a, row({ costFen: 1 })])).toBeNull();
    expect(winnerOf(measure('到店'), [a, a])).toBeNull();
  });

  it('names who brought a car for the least money, leaving out what cost nothing', () => {
    const cheap = row({ title: '保养券', costPerCarFen: 900 });
    const free = row({ title: '送洗车', costFen: 0, costPerCarFen: 0 });
    expect(bestWords([row({}), cheap, free])).toContain('“保养券”最划算');
    expect(bestWords([free])).toBe('带回 8 台，目前还没有花钱。');
    expect(bestWords([row({ cars: 0 })])).toContain('还没有带回到店');
  });
});
