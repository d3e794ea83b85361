import { ApiError } from '@cheban/api-client';
import { describe, expect, it } from 'vitest';
import { Intention } from './intention.js';

function intention() {
  let number = 0;
  return new Intention(() => `key${++number}`);
}
const lost = new ApiError(0, 'NETWORK', '网络不给力', true);
const refused = new ApiError(409, 'BOOKING.SLOT_FULL', '约满', false);

describe('idempotency key of a form', () => {
  it('stays the same while the answer is uncertain', () => {
    const form = intention();
    expect(form.keyFor({ a: 1 })).toBe('key1');
    form.settle(lost);
    expect(form.keyFor({ a: 1 })).toBe('key1');
  });

  it('is new after a certain answer, good or bad', () => {
    const form = intention();
    form.keyFor({ a: 1 });
    form.settle(refused);
    expect(form.keyFor({ a: 1 })).toBe('key2');
    form.settle(null);
    expect(form.keyFor({ a: 1 })).toBe('key3');
  });

  it('is new for other content, because a used key with another body is refused', () => {
    const form = intention();
    form.keyFor({ a: 1 });
    form.settle(lost);
    expect(form.keyFor({ a: 2 })).toBe('key2');
  });
});
