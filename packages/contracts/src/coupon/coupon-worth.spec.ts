import { describe, expect, it } from 'vitest';
import { couponKinds } from './coupon-constants.js';
import { couponGivesItem, ownCouponWorth, sayCouponBig, sayCouponFace } from './coupon-worth.js';

const worth = {
  amountFen: 5_000,
  percentOff: 15,
  capFen: 10_000,
  itemName: '洗车一次',
  thresholdFen: 30_000,
};

describe('what a coupon is worth', () => {
  it('says what it gives in one line', () => {
    expect(sayCouponFace({ ...worth, kind: 'cash_off' })).toBe('满 300 元减 50 元');
    expect(sayCouponFace({ ...worth, kind: 'cash_off', thresholdFen: 0 })).toBe('立减 50 元');
    expect(sayCouponFace({ ...worth, kind: 'percent' })).toBe('满 300 元享 8.5 折，最多减 100 元');
    expect(sayCouponFace({ ...worth, kind: 'service_item', thresholdFen: 0 })).toBe('洗车一次');
    expect(sayCouponFace({ ...worth, kind: 'gift' })).toBe('满 300 元送洗车一次一份');
  });

  it('stands in large letters', () => {
    const big = couponKinds.map((kind) => sayCouponBig({ ...worth, kind }));
    expect(big).toEqual(['¥50', '8.5折', '免费', '礼品']);
  });

  it('says by each kind what it said before the rest was emptied', () => {
    for (const kind of couponKinds) {
      const own = ownCouponWorth({ ...worth, kind });
      expect([sayCouponFace(own), sayCouponBig(own)]).toEqual([
        sayCouponFace({ ...worth, kind }),
        sayCouponBig({ ...worth, kind }),
      ]);
      expect(own.itemName !== '').toBe(couponGivesItem(kind));
      expect(own.percentOff > 0).toBe(kind === 'percent');
    }
  });
});
