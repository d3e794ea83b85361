import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCoupons, type Bill, type BillCoupon, bestCombination, problemOf } from './combination.js';

const coupon = (id: string, more: Partial<BillCoupon> = {}): BillCoupon => ({
  id,
  typeId: `type-${id}`,
  kind: 'cash_off',
  amountFen: 5_000,
  percentOff: 0,
  capFen: 0,
  thresholdFen: 0,
  combine: 'once',
  validUntil: 0,
  ...more,
});
const bill = (amountFen: number, used: Bill['used'] = []): Bill => ({ amountFen, used });
const ids = (coupons: readonly BillCoupon[]) => coupons.map(({ id }) => id);

const someCoupon = fc.record({
  typeId: fc.constantFrom('t1', 't2', 't3', 't4'),
  kind: fc.constantFrom('cash_off' as const, 'percent' as const, 'service_item' as const, 'gift' as const),
  amountFen: fc.integer({ min: 0, max: 40_000 }),
  percentOff: fc.integer({ min: 1, max: 99 }),
  capFen: fc.integer({ min: 100, max: 30_000 }),
  thresholdFen: fc.constantFrom(0, 0, 10_000, 50_000),
  combine: fc.constantFrom('alone' as const, 'once' as const, 'stack' as const, 'stack' as const),
  validUntil: fc.integer({ min: 1, max: 5 }),
});
const someCoupons = (most: number) =>
  fc
    .array(someCoupon, { maxLength: most })
    .map((list) => list.map((one, index): BillCoupon => ({ ...one, id: `c${index}` })));
const someAmount = fc.integer({ min: 0, max: 100_000 });
const someBill = fc
  .tuple(someAmount, fc.array(fc.tuple(someCoupon, fc.integer({ min: 0, max: 20_000 })), { maxLength: 2 }))
  .map(([amountFen, used]) =>
    bill(
      amountFen,
      used.map(([one, off], index) => ({ ...one, id: `u${index}`, off })),
    ),
  );

/** Every subset, by counting: slow and plain, for comparing. */
function bestOff(view: Bill, coupons: readonly BillCoupon[]): number {
  let best = 0;
  for (let mask = 1; mask < 2 ** coupons.length; mask += 1) {
    const subset = coupons.filter((_, index) => Math.floor(mask / 2 ** index) % 2 === 1);
    if (problemOf(view, subset) === null) best = Math.max(best, applyCoupons(view, subset).offFen);
  }
  return best;
}

describe('coupons on a bill', () => {
  it('takes the item off first, then the percentage of the rest, then cash', () => {
    const all = [
      coupon('cash', { amountFen: 1_000 }),
      coupon('eighty', { kind: 'percent', percentOff: 20, capFen: 100_000 }),
      coupon('oil', { kind: 'service_item', amountFen: 10_000 }),
    ];
    expect(applyCoupons(bill(30_000), all)).toEqual({
      offFen: 15_000,
      payFen: 15_000,
      lines: [
        { id: 'oil', offFen: 10_000 },
        { id: 'eighty', offFen: 4_000 },
        { id: 'cash', offFen: 1_000 },
      ],
    });
  });

  it('caps a percentage, and rounds in favour of the bill', () => {
    const third = coupon('third', { kind: 'percent', percentOff: 33, capFen: 5_000 });
    expect(applyCoupons(bill(101), [third]).offFen).toBe(33);
    expect(applyCoupons(bill(100_000), [third]).offFen).toBe(5_000);
  });

  it('asks thresholds of the bill before coupons', () => {
    const from300 = coupon('a', { thresholdFen: 30_000, combine: 'stack' });
    const more = coupon('b', { combine: 'stack' });
    expect(problemOf(bill(30_000), [from300, more])).toBeNull();
    expect(problemOf(bill(29_999), [from300])).toBe('threshold');
  });

  it('keeps apart what may not stand together, also with what was used before', () => {
    const alone = coupon('a', { combine: 'alone' });
    expect(problemOf(bill(10_000), [alone])).toBeNull();
    expect(problemOf(bill(10_000), [alone, coupon('b')])).toBe('alone');
    expect(problemOf(bill(10_000, [{ ...alone, off: 100 }]), [coupon('b')])).toBe('alone');
    const twins = [coupon('a', { typeId: 't' }), coupon('b', { typeId: 't' })];
    expect(problemOf(bill(10_000), twins)).toBe('once');
    expect(
      problemOf(
        bill(10_000),
        twins.map((one) => ({ ...one, combine: 'stack' })),
      ),
    ).toBeNull();
    const percents = ['a', 'b'].map((id) => coupon(id, { kind: 'percent', percentOff: 10, capFen: 100 }));
    expect(problemOf(bill(10_000), percents)).toBe('percent');
    const nine = Array.from({ length: 9 }, (_, index) => coupon(`c${index}`));
    expect(problemOf(bill(100_000), nine)).toBe('many');
  });

  it('never goes below zero and always adds up', () => {
    fc.assert(
      fc.property(someBill, someCoupons(6), (view, coupons) => {
        const { offFen, payFen, lines } = applyCoupons(view, coupons);
        const before = Math.max(0, view.amountFen - view.used.reduce((sum, { off }) => sum + off, 0));
        expect(payFen).toBeGreaterThanOrEqual(0);
        expect(offFen + payFen).toBe(before);
        expect(lines.reduce((sum, line) => sum + line.offFen, 0)).toBe(offFen);
        expect(lines.every((line) => Number.isSafeInteger(line.offFen) && line.offFen >= 0)).toBe(true);
      }),
    );
  });

  it('gives the same whatever order the coupons are scanned in', () => {
    fc.assert(
      fc.property(someBill, someCoupons(6), fc.infiniteStream(fc.nat()), (view, coupons, keys) => {
        const shuffled = coupons
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(applyCoupons(view, shuffled)).toEqual(applyCoupons(view, coupons));
        expect(ids(bestCombination(view, shuffled))).toEqual(ids(bestCombination(view, coupons)));
      }),
    );
  });

  it('finds a combination that is allowed, and none takes more off', () => {
    fc.assert(
      fc.property(someBill, someCoupons(8), (view, coupons) => {
        const best = bestCombination(view, coupons);
        if (best.length > 0) expect(problemOf(view, best)).toBeNull();
        expect(applyCoupons(view, best).offFen).toBe(bestOff(view, coupons));
      }),
    );
  });

  it('spends no coupon that takes nothing off, and the sooner ending of two alike', () => {
    const late = coupon('a', { typeId: 't', validUntil: 2 });
    const soon = coupon('b', { typeId: 't', validUntil: 1 });
    expect(ids(bestCombination(bill(10_000), [late, soon]))).toEqual(['b']);
    const stack = { combine: 'stack' as const };
    expect(ids(bestCombination(bill(5_000), [coupon('a', stack), coupon('b', stack)]))).toEqual(['a']);
    expect(bestCombination(bill(10_000), [coupon('g', { kind: 'gift' })])).toEqual([]);
    expect(bestCombination(bill(0), [coupon('a')])).toEqual([]);
  });
});
