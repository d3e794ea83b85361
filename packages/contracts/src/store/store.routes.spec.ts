import { expect, it } from 'vitest';
import { bayInput } from './store.routes.js';

it('takes no name of a bay that is longer than its column', () => {
  const named = (length: number) =>
    bayInput.safeParse({ name: '满'.repeat(length), kind: 'service', active: true }).success;
  expect([named(0), named(1), named(40), named(41)]).toEqual([false, true, true, false]);
});
