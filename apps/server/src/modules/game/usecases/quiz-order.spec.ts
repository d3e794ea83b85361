import { quizPlan } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsFor } from './quiz-order.js';

const planOf = (questions: number, options: number, shuffle: boolean) =>
  quizPlan.parse({
    questions: Array.from({ length: questions }, (_, place) => ({
      text: `第 ${place} 题`,
      options: Array.from({ length: options }, (_unused, option) => `选项 ${option}`),
      right: 0,
    })),
    shuffle,
    bands: [{ fromScore: 0, prize: { kind: 'cash', name: '红包', count: 1, amountFen: 100 } }],
  });

describe('the order of a quiz', () => {
  it('asks everything once, the same to the same person', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 2, max: 6 }),
        fc.string(),
        fc.string(),
        (questions, options, secret, owner) => {
          const quiz = planOf(questions, options, true);
          const order = questionsFor(quiz, secret, owner);
          expect(order.map(({ question }) => question).sort((a, b) => a - b)).toEqual([
            ...quiz.questions.keys(),
          ]);
          for (const asked of order)
            expect([...asked.options].sort((a, b) => a - b)).toEqual([...asked.text.options.keys()]);
          expect(questionsFor(quiz, secret, owner)).toEqual(order);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('mixes for everybody anew, unless told not to', () => {
    const orders = ['a', 'b', 'c'].map((owner) =>
      questionsFor(planOf(20, 4, true), 'secret', owner)
        .map(({ question }) => question)
        .join(),
    );
    expect(new Set(orders).size).toBe(3);
    const plain = questionsFor(planOf(5, 3, false), 'secret', 'a');
    expect(plain.map(({ question, options }) => [question, options.join()])).toEqual(
      [0, 1, 2, 3, 4].map((place) => [place, '0,1,2']),
    );
  });
});
