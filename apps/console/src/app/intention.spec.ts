import { ApiError } from '@cheban/api-client';
import { describe, expect, it } from 'vitest';
import { Intention, Underway } from './intention.js';

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

describe('a file', () => {
  const chosen = (text: string, name = '工单.csv') => new File([text], name, { lastModified: 1 });

  it('is other content than another file: the outcome of the first says nothing about the second', async () => {
    const form = intention();
    form.keyFor({ file: chosen('a') });
    form.settle(lost);
    expect(form.keyFor({ file: chosen('a', '客户.csv') })).toBe('key2');
    form.settle(lost);
    expect(form.keyFor({ file: chosen('ab', '客户.csv') })).toBe('key3');

    const underway = new Underway<string>();
    const never = new Promise<string>(() => {});
    void underway.once({ file: chosen('a') }, () => never);
    expect(await underway.once({ file: chosen('ab') }, async () => 'done')).toBe('done');
  });

  it('is the same content when it is chosen again', () => {
    const form = intention();
    form.keyFor({ file: chosen('a') });
    form.settle(lost);
    expect(form.keyFor({ file: chosen('a') })).toBe('key1');
  });
});

describe('what is under way', () => {
  function desk() {
    const answers: ((text: string) => void)[] = [];
    const underway = new Underway<string>();
    const tap = (content: unknown) =>
      underway.once(content, () => new Promise<string>((resolve) => answers.push(resolve)));
    return { answers, tap };
  }

  it('is sent once, however often the button is tapped', async () => {
    const { answers, tap } = desk();
    const taps = [tap({ id: 'a' }), tap({ id: 'a' })];
    expect(answers).toHaveLength(1);
    answers[0]?.('done');
    expect(await Promise.all(taps)).toEqual(['done', 'done']);
  });

  it('does not hold up another row, nor the same one after its answer', async () => {
    const { answers, tap } = desk();
    const first = tap({ id: 'a' });
    void tap({ id: 'b' });
    answers[0]?.('done');
    await first;
    void tap({ id: 'a' });
    expect(answers).toHaveLength(3);
  });

  it('may be tried again after a failure', async () => {
    const underway = new Underway<string>();
    await expect(underway.once(1, () => Promise.reject(lost))).rejects.toBe(lost);
    expect(await underway.once(1, async () => 'done')).toBe('done');
  });
});
