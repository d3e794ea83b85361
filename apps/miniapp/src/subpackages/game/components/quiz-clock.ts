import type { QuizState } from '@cheban/contracts';

/** A quiz under way, with its ends by the clock of this phone: a phone that is wrong neither gives nor takes time. */
export interface KnownQuiz {
  readonly state: QuizState;
  /** Milliseconds since the epoch, by this phone. */
  readonly endsAtMs: number;
  /** Of the question that is asked; the quiz may end before it. Null between two questions. */
  readonly questionEndsAtMs: number | null;
}

/** @param heardMs when the answer came, by this phone */
export function knownQuiz(state: QuizState, heardMs: number): KnownQuiz {
  const endsAtMs = heardMs + state.leftMs;
  const { question } = state;
  return {
    state,
    endsAtMs,
    questionEndsAtMs: question ? Math.min(endsAtMs, heardMs + question.leftMs) : null,
  };
}
