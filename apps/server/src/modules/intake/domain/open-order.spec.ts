import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryRow } from './history-row.js';
import { OpenOrder } from './open-order.js';

const line = (change: Partial<HistoryRow> = {}): HistoryRow => ({
  orderNo: 'WT-1',
  car: 'LBVB6NV79PB674332',
  visitedOn: '2026-01-05',
  km: 12_345,
  kind: '维修',
  isService: false,
  paidFen: 10_000,
  settled: true,
  advisorName: null,
  ...change,
});
const order = (...lines: Partial<HistoryRow>[]) => {
  const [first, ...rest] = lines;
  const made = new OpenOrder(line(first), 0, 0);
  rest.forEach((change, i) => {
    expect(made.add(line(change), i + 1, i + 1)).toBe('taken');
  });
  return made;
};

describe('an order of several lines', () => {
  it('is one visit with the sum of its lines, discounts included', () => {
    const amounts = fc.array(fc.integer({ min: -50_000, max: 500_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(amounts, (list) => {
        const made = order(...list.map((paidFen) => ({ paidFen })));
        expect(made.visit(false).paidFen).toBe(list.reduce((sum, paidFen) => sum + paidFen, 0));
        expect(made.sources).toEqual(list.map((_, i) => i));
      }),
    );
  });

  it('counts the amount of the whole order once where each line repeats it', () => {
    expect(order({ paidFen: 300 }, { paidFen: 300 }).visit(true).paidFen).toBe(300);
    expect(order({ paidFen: 300 }, { paidFen: 200 }).visit(true).paidFen).toBe(500);
    expect(order({ paidFen: 300 }, { paidFen: 300 }).visit(false).paidFen).toBe(600);
  });

  it('is a service if one of its lines is, and settled if all are', () => {
    const made = order({}, { kind: '定期保养', isService: true, settled: false, advisorName: '刘敏' });
    expect(made.visit(false)).toMatchObject({
      kind: '定期保养',
      isService: true,
      settled: false,
      advisorName: '刘敏',
    });
  });

  it('takes no line of another car, another day or another distance, and none twice', () => {
    const made = order({});
    expect(made.add(line({ car: 'LBVB6NV78PB674332' }), 1, 1)).toBe('order_no_twice');
    expect(made.add(line({ visitedOn: '2026-01-06' }), 1, 2)).toBe('order_no_twice');
    expect(made.add(line({ km: 12_346 }), 1, 3)).toBe('order_no_twice');
    expect(made.add(line({}), 1, 0)).toBe('exact_duplicate_row');
    expect(made.add(line({ km: null }), 1, 4)).toBe('taken');
    expect([made.isNumbered('wt-1'), made.isNumbered('WT-2')]).toEqual([true, false]);
  });
});
