import { describe, expect, it } from 'vitest';
import { isStrange, orderOf, tidyCode } from './code.js';

describe('a code at the counter', () => {
  it('leaves out the gap of digits that were read out, and nothing else', () => {
    expect(tidyCode(' 1234 5678 ')).toBe('12345678');
    expect(tidyCode(' K7-AB CD ')).toBe('K7-AB CD');
  });
  it('asks the most likely room first, and every room once', () => {
    expect(orderOf('12345678')[0]).toBe('coupon');
    expect(orderOf('7Q2M9XKD4A')[0]).toBe('card');
    for (const code of ['12345678', 'x']) expect(new Set(orderOf(code)).size).toBe(3);
  });
  it('goes on only where a room says that the code is not its own', () => {
    expect(isStrange('SHOP.CODE_UNKNOWN')).toBe(true);
    expect(isStrange('REQUEST.TOO_MANY')).toBe(false);
    expect(isStrange('NETWORK')).toBe(false);
  });
});
