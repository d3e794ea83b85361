import { describe, expect, it } from 'vitest';
import { Gather } from './gather.js';

describe('questions of one moment', () => {
  it('are asked together, and each gets its own answer', async () => {
    const calls: number[] = [];
    const doubled = new Gather<number, number>(async (numbers) => {
      calls.push(numbers.length);
      return numbers.map((number) => 2 * number);
    });
    const numbers = Array.from({ length: 450 }, (_, index) => index);
    expect(await Promise.all(numbers.map((number) => doubled.ask(number)))).toEqual(
      numbers.map((number) => 2 * number),
    );
    expect(calls).toEqual([200, 200, 50]);
    expect(await doubled.ask(7)).toBe(14);
    expect(calls).toEqual([200, 200, 50, 1]);
  });

  it('fail together, and the next ones are asked anew', async () => {
    let away = true;
    const echo = new Gather<string, string>(async (texts) => {
      if (away) throw new Error('away');
      return texts;
    });
    const failed = await Promise.allSettled([echo.ask('a'), echo.ask('b')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    away = false;
    expect(await echo.ask('c')).toBe('c');
  });

  it('get an error rather than the answer to another', async () => {
    const short = new Gather<number, number>(async (numbers) => numbers.slice(1));
    const [first, second] = await Promise.allSettled([short.ask(1), short.ask(2)]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'rejected']);
  });
});
