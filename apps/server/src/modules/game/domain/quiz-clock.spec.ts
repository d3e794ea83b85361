import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTime, passed, questionOverAt } from './quiz-clock.js';

const times = { questions: 3, secondsPerQuestion: 20 };

describe('the clock of a quiz', () => {
  it('gives a question its seconds, but never more than the whole has left', () => {
    expect(questionOverAt({ overAt: 60_000, asked: 1, askedAt: 10_000 }, times)).toBe(30_000);
    expect(questionOverAt({ overAt: 25_000, asked: 1, askedAt: 10_000 }, times)).toBe(25_000);
    expect(questionOverAt({ overAt: 25_000, asked: 1, askedAt: null }, times)).toBeNull();
  });

  it('takes an answer until the way through the air is allowed for, and no longer', () => {
    const open = { overAt: 60_000, asked: 1, askedAt: 10_000 };
    expect([30_000, 31_000, 31_001].map((now) => inTime(open, times, now))).toEqual([true, true, false]);
    expect(inTime({ ...open, askedAt: null }, times, 10_000)).toBe(false);
  });

  it('never ends a try while its question may be answered, and always ends it in the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.option(fc.integer({ min: 0, max: 60_000 })),
        fc.integer({ min: 0, max: 200_000 }),
        (asked, askedAt, now) => {
          const progress = { overAt: 60_000, asked, askedAt: asked === 0 ? null : askedAt };
          const { questionOver, done } = passed(progress, times, now);
          if (inTime(progress, times, now))
            expect({ questionOver, done }).toEqual({ questionOver: false, done: false });
          if (now > 61_000) expect(done).toBe(true);
          if (questionOver) expect(progress.askedAt).not.toBeNull();
        },
      ),
    );
  });
});
