import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageBandOf, fairOrder, homeVisitTarget, quarterSpan, shareOut, spreadOver } from './sample.js';

const people = fc
  .uniqueArray(fc.record({ id: fc.uuid(), group: fc.constantFrom('a', 'b', 'c', 'd') }), {
    selector: ({ id }) => id,
    maxLength: 80,
  })
  .filter((list) => list.length > 0);
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const countsOf = (list: readonly { group: string }[]) => {
  const counts = new Map<string, number>();
  for (const { group } of list) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
};

describe('a sample', () => {
  it('has everybody once and comes out the same in whatever order they are read', () => {
    fc.assert(
      fc.property(people, fc.string(), fc.integer(), (list, seed, turn) => {
        const shift = Math.abs(turn) % list.length;
        const turned = [...list.slice(shift), ...list.slice(0, shift)];
        const order = fairOrder(list, seed);
        expect(idsOf(order).sort()).toEqual(idsOf(list).sort());
        expect(idsOf(fairOrder(turned, seed))).toEqual(idsOf(order));
      }),
    );
  });

  it('hears each group once before any twice, and then by size: nobody is passed over by a smaller group', () => {
    fc.assert(
      fc.property(people, fc.string(), fc.nat(80), (list, seed, wish) => {
        const sizes = countsOf(list);
        const count = Math.min(wish, list.length);
        const heard = countsOf(fairOrder(list, seed).slice(0, count));
        if (count >= sizes.size) expect(heard.size).toBe(sizes.size);
        else expect([...heard.values()].every((n) => n === 1)).toBe(true);
        for (const [a, size] of sizes)
          for (const [b, other] of sizes)
            if (size > other) expect(heard.get(a) ?? 0).toBeGreaterThanOrEqual(heard.get(b) ?? 0);
      }),
    );
  });

  it('goes on where it stopped when some were chosen before', () => {
    fc.assert(
      fc.property(people, fc.string(), fc.nat(80), (list, seed, stop) => {
        const order = fairOrder(list, seed);
        const first = order.slice(0, stop);
        const rest = list.filter(({ id }) => !first.some((one) => one.id === id));
        expect(idsOf(fairOrder(rest, seed, countsOf(first)))).toEqual(idsOf(order.slice(stop)));
      }),
    );
  });

  it('differs from cycle to cycle', () => {
    const list = Array.from({ length: 40 }, (_, index) => ({ id: `car-${index}`, group: 'a' }));
    expect(idsOf(fairOrder(list, '2026Q4'))).not.toEqual(idsOf(fairOrder(list, '2027Q1')));
  });
});

describe('home visits', () => {
  it('are never fewer than the share of the sales, and never more than the sales', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(100), (sales, percent) => {
        const target = homeVisitTarget(sales, percent);
        return target * 100 >= sales * percent && (target - 1) * 100 < sales * percent && target <= sales;
      }),
    );
    expect([homeVisitTarget(10, 30), homeVisitTarget(11, 30), homeVisitTarget(0, 30)]).toEqual([3, 4, 0]);
  });

  it('go to the own advisor, and what has none evenly to the store', () => {
    const staff = ['x', 'y', 'z'];
    const whose = fc.array(fc.option(fc.constantFrom(...staff, 'gone'), { nil: null }), { maxLength: 60 });
    fc.assert(
      fc.property(whose, (advisors) => {
        const given = shareOut(advisors, staff);
        const counts = new Map(staff.map((id) => [id, given.filter((one) => one === id).length]));
        for (const [index, own] of advisors.entries()) {
          if (own !== null && staff.includes(own)) expect(given[index]).toBe(own);
          else expect(staff).toContain(given[index]);
        }
        const free = staff.filter(
          (id) => (counts.get(id) ?? 0) > advisors.filter((own) => own === id).length,
        );
        const most = Math.max(0, ...free.map((id) => counts.get(id) ?? 0));
        expect(Math.min(...counts.values()) >= most - 1).toBe(true);
      }),
    );
    expect(shareOut([null, 'x'], [])).toEqual([null, null]);
  });
});

describe('days', () => {
  it('spread evenly over the time there is', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(90), (count, length) => {
        const to = new Date(Date.UTC(2026, 9, 1 + length)).toISOString().slice(0, 10);
        const days = spreadOver(count, '2026-10-01', to);
        const perDay = [...countsOf(days.map((group) => ({ group }))).values()];
        expect(days).toEqual([...days].sort());
        expect(days.every((day) => day >= '2026-10-01' && day <= to)).toBe(true);
        expect(Math.max(0, ...perDay)).toBeLessThanOrEqual(Math.ceil(count / (length + 1)));
      }),
    );
  });

  it('know quarters and the age of cars', () => {
    expect(quarterSpan('2026Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(quarterSpan('2028Q1')).toEqual({ from: '2028-01-01', to: '2028-03-31' });
    const age = (soldOn: string | null) => ageBandOf(soldOn, '2026-11-20')?.key ?? null;
    expect([age('2025-11-21'), age('2025-11-20'), age('2021-11-21'), age('2021-11-20'), age(null)]).toEqual([
      '0-1',
      '1-3',
      '3-5',
      '5-',
      null,
    ]);
    expect(age('2026-11-21')).toBeNull();
  });
});
