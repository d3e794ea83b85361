import { addDays, addMonths } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { describeDue } from './describe.js';
import { type FigureInput, figuresOf } from './vehicle-figures.js';

const TODAY = '2026-11-18';
const input = (more: Partial<FigureInput> = {}): FigureInput => ({
  soldOn: '2024-05-01',
  lastServiceOn: null,
  lastServiceKm: null,
  lastPaidVisitOn: null,
  readings: [],
  records: [],
  cycle: { months: 6, km: 10_000 },
  today: TODAY,
  ...more,
});
const visit = (on: string, km: number, isService = true, paidFen = 50_000) => ({
  on,
  km,
  isService,
  paidFen,
  elsewhere: false,
});

describe('figures of a car', () => {
  it('owe a new car its first service after three months or 5,000 km', () => {
    const soldOn = addDays(TODAY, -60);
    const byDate = figuresOf(input({ soldOn }));
    expect(byDate).toMatchObject({
      dueKind: 'first_service',
      dueOn: addMonths(soldOn, 3),
      dueReason: 'date',
    });
    const readings = [
      { on: addDays(soldOn, 10), km: 900 },
      { on: addDays(soldOn, 50), km: 4_500 },
    ];
    const byKm = figuresOf(input({ soldOn, readings }));
    expect(byKm).toMatchObject({ dueKind: 'first_service', dueReason: 'km', dueKm: 5_000 });
    expect((byKm.dueOn ?? '') < addMonths(soldOn, 3)).toBe(true);
  });

  it('count the cycle from the last service, and take what comes first', () => {
    const on = '2026-07-01';
    const slow = figuresOf(input({ records: [visit(on, 20_000)], readings: [{ on, km: 20_000 }] }));
    expect(slow).toMatchObject({
      dueKind: 'service',
      dueOn: '2027-01-01',
      dueReason: 'date',
      lastPaidVisitOn: on,
    });
    const readings = [
      { on: '2026-01-01', km: 2_000 },
      { on, km: 20_000 },
    ];
    const fast = figuresOf(input({ records: [visit(on, 20_000)], readings }));
    expect(fast).toMatchObject({ dueReason: 'km', dueKm: 30_000 });
    expect(fast.kmPerDay).toBeGreaterThan(90);
  });

  it('count repairs as visits, not as services', () => {
    const figures = figuresOf(
      input({ records: [visit('2026-03-01', 9_000), visit('2026-10-01', 15_000, false)] }),
    );
    expect(figures).toMatchObject({ lastServiceOn: '2026-03-01', lastPaidVisitOn: '2026-10-01' });
  });

  it('are said in words that give the reason', () => {
    const readings = [
      { on: '2026-01-01', km: 2_000 },
      { on: '2026-10-20', km: 29_000 },
    ];
    const figures = figuresOf(
      input({
        records: [visit('2026-07-01', 20_000)],
        readings: [...readings, { on: '2026-07-01', km: 20_000 }],
      }),
    );
    const due = describeDue(figures, TODAY);
    expect(due?.why).toMatch(/按您近期的用车节奏，(距下次保养约|已超过保养里程约) [\d,]+ 公里/);
    const rough = (latestKm: number) =>
      describeDue({ ...figures, dueReason: 'km', dueKm: 30_000, latestKm, latestKmOn: TODAY }, TODAY)?.why;
    expect(rough(28_456)).toMatch(/距下次保养约 1,500 公里，/);
    expect(rough(29_544)).toMatch(/距下次保养约 460 公里，/);
    expect(describeDue(figuresOf(input({ soldOn: null })), TODAY)).toBeNull();
  });
});
