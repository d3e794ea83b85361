import { MINUTE_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules, isBroken, payTitle } from './visit-rules.js';

describe('visit rules', () => {
  it('give nothing away that nobody has decided on', () => {
    expect(payTitle(defaultRules)).toBeNull();
    expect(payTitle({ ...defaultRules, payKind: 'cash_off', payFen: 0 })).toBeNull();
    expect(payTitle({ ...defaultRules, payKind: 'cash_off', payFen: 5_000 })).toBe('50 元代金券');
    expect(payTitle({ ...defaultRules, payKind: 'free_item', payItem: '免费洗车一次' })).toBe('免费洗车一次');
  });

  it('break a promise only after the tolerance, to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 240 }), (tolerance) => {
        const promisedAt = 1_000_000;
        const last = promisedAt + tolerance * MINUTE_MS;
        return !isBroken(promisedAt, last, tolerance) && isBroken(promisedAt, last + 1, tolerance);
      }),
    );
    expect(isBroken(null, Number.MAX_SAFE_INTEGER, 0)).toBe(false);
  });
});
