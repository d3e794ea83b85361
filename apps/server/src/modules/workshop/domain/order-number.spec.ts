import { describe, expect, it } from 'vitest';
import { orderNumber } from './order-number.js';

describe('orderNumber', () => {
  it('reads store, day and number', () => {
    expect(orderNumber('S1', '2026-11-21', 7)).toBe('S1-20261121-0007');
  });

  it('grows beyond four digits instead of repeating', () => {
    expect(orderNumber('S1', '2026-11-21', 12_345)).toBe('S1-20261121-12345');
  });
});
