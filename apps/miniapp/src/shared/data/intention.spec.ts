import { expect, it } from 'vitest';
import { createIntention } from './intention';

function counted() {
  let made = 0;
  return createIntention(() => `key-${++made}`);
}

it('keeps the key while the same thing is tried again', () => {
  const intention = counted();
  const first = intention.keyFor({ startsAt: 'a', note: '' });
  expect(intention.keyFor({ startsAt: 'a', note: '' })).toBe(first);
});

it('takes another key for other content and after it is settled', () => {
  const intention = counted();
  const first = intention.keyFor({ startsAt: 'a' });
  const other = intention.keyFor({ startsAt: 'b' });
  expect(other).not.toBe(first);
  intention.settle();
  expect(intention.keyFor({ startsAt: 'b' })).not.toBe(other);
});
