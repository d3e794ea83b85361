import type { QuizState } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { knownQuiz } from './quiz-clock';

const state = (leftMs: number, questionLeftMs: number | null): QuizState => ({
  playId: 'p',
  serverNow: '2026-11-22T12:00:00.000Z',
  total: 5,
  answered: 1,
  score: 10,
  endsAt: '2026-11-22T12:05:00.000Z',
  leftMs,
  question:
    questionLeftMs === null
      ? null
      : {
          number: 2,
          text: '胎压多少合适？',
          options: ['2.3', '3.5'],
          points: 10,
          endsAt: '2026-11-22T12:00:20.000Z',
          leftMs: questionLeftMs,
        },
  done: false,
  result: null,
});

describe('the clock of a quiz', () => {
  it('counts from what is left by the server, however wrong the phone is', () => {
    const aDayBehind = Date.parse('2026-11-21T12:00:00.000Z');
    const known = knownQuiz(state(300_000, 20_000), aDayBehind);
    expect(known.questionEndsAtMs).toBe(aDayBehind + 20_000);
    expect(known.endsAtMs).toBe(aDayBehind + 300_000);
  });

  it('ends a question with the quiz, and has no end between two', () => {
    expect(knownQuiz(state(5_000, 20_000), 0).questionEndsAtMs).toBe(5_000);
    expect(knownQuiz(state(5_000, null), 0).questionEndsAtMs).toBeNull();
  });
});
