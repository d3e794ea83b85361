import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, SeenCars, SeenOrders } from './seen-rows.js';

describe('repetitions', () => {
  it('lets the first row of a car stand', () => {
    const seen = new SeenCars();
    const print = fingerprint(['a', 'b']);
    expect(seen.isFirst(print)).toBe(true);
    expect(seen.accept('V1', '13800000001', '徐霞怡')).toEqual({ personSeen: false, otherName: false });
    expect(seen.isFirst(fingerprint(['a', 'b']))).toBe(false);
    expect(seen.judge('V1', '13800000001', '徐霞怡')).toBe('same_car');
    expect(seen.judge('V1', '13900000000', '徐霞怡')).toBe('same_vin_other_phone');
    expect(seen.accept('V2', '13800000001', '徐霞怡')).toMatchObject({ personSeen: true, otherName: false });
    expect(seen.judge('V3', '13800000001', '徐建国')).toBe('new');
    expect(seen.accept('V3', '13800000001', '徐建国')).toMatchObject({ personSeen: true, otherName: true });
  });

  it.each(['13800000000', '13888888888', '13812345678', '13800138000'])(
    'does not make one person of all for whom a desk typed %s',
    (phone) => {
      const seen = new SeenCars();
      expect(seen.judge('V1', phone, '徐霞怡')).toBe('new');
      seen.accept('V1', phone, '徐霞怡');
      expect(seen.judge('V2', phone, '徐霞怡')).toBe('new');
      expect(seen.judge('V2', phone, '徐建国')).toBe('phone_placeholder');
    },
  );

  it('lets an order number stand once, whatever its case', () => {
    const seen = new SeenOrders();
    seen.accept('RO1', 1, 7);
    expect([seen.judge('ro1', 1, 7), seen.judge('RO1', 2, 8), seen.judge('RO2', 1, 7)]).toEqual([
      'exact_duplicate_row',
      'order_no_twice',
      'new',
    ]);
    expect(seen.judge('RO1', 2, 7)).toBe('order_lines_apart');
  });

  it('gives different rows different fingerprints', () => {
    const cells = fc.array(fc.string(), { maxLength: 5 });
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        expect(fingerprint(a) === fingerprint(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']));
  });
});
