import { ApiError } from '@cheban/api-client';
import type { PlayView, QuizAnswerView, QuizState } from '@cheban/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, describeError, describeProblem } from '@/shared/api';
import { insist } from '@/shared/data/insist';
import type { LoadError } from '@/shared/data/resource';
import { useIntention } from '@/shared/data/use-intention';
import { haptic } from '@/shared/platform';
import { type KnownQuiz, knownQuiz } from './quiz-clock';

/** Where a try stands, as its screen shows it. */
export interface Quiz {
  /**
   * `asked`: a question waits for an answer; `locked`: an answer is on its way; `told`: right or wrong is known;
   * `done`: the result stands; `failed`: nothing came, a tap tries again.
   */
  readonly step: 'loading' | 'asked' | 'locked' | 'told' | 'done' | 'failed';
  readonly known: KnownQuiz | null;
  /** The question on the screen: asked now, or just answered. */
  readonly question: QuizState['question'];
  /** Place of the option that was chosen; null: none, the time was over. */
  readonly chosen: number | null;
  readonly told: QuizAnswerView | null;
  readonly result: PlayView | null;
  /** The network is slow; the answer is on its way all the same. */
  readonly slow: boolean;
  readonly error: LoadError | null;
}

const begin: Quiz = {
  step: 'loading',
  known: null,
  question: null,
  chosen: null,
  told: null,
  result: null,
  slow: false,
  error: null,
};

/**
 * One try of a quiz. It begins, or goes on where it was left, when the page opens; the server keeps the time, so that
 * closing the app neither wins nor loses any.
 */
export function useQuiz(id: string) {
  const [quiz, setQuiz] = useState<Quiz>(begin);
  const running = useRef(false);
  const intention = useIntention();
  const params = { id };

  /** One thing at a time; what fails leads to a screen that tries again. */
  const act = useCallback(async (run: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    try {
      await run();
    } catch (error) {
      const why = { ...describeError(error), message: describeProblem(error) };
      setQuiz((before) => ({ ...before, step: 'failed', slow: false, error: why }));
    } finally {
      running.current = false;
    }
  }, []);
  const slow = () => setQuiz((before) => ({ ...before, slow: true }));
  const hear = (call: () => Promise<QuizState>) => insist(call, slow);

  /** Shows the question that is asked, asks the next one, or shows the result. */
  const take = async (state: QuizState): Promise<void> => {
    if (state.done) {
      setQuiz({ ...begin, step: 'done', known: knownQuiz(state, Date.now()), result: state.result });
    } else if (state.question) {
      const { question } = state;
      setQuiz({ ...begin, step: 'asked', known: knownQuiz(state, Date.now()), question });
    } else {
      await take(await hear(() => api.game.next({ params })));
    }
  };

  const open = () => act(async () => take(await hear(() => api.game.start({ params }))));

  const answer = (option: number | null) =>
    act(async () => {
      if (quiz.step !== 'asked' || !quiz.question) return;
      haptic.tick();
      setQuiz({ ...quiz, step: 'locked', chosen: option });
      const body = { question: quiz.question.number, option };
      try {
        const idempotencyKey = intention.keyFor(body);
        const told = await insist(() => api.game.answer({ params, body }, { idempotencyKey }), slow);
        intention.settle();
        const known = knownQuiz(told.state, Date.now());
        setQuiz({ ...begin, step: 'told', known, question: quiz.question, chosen: option, told });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'GAME.QUESTION') throw error;
        // Answered elsewhere, or too late: go on where the try really stands.
        intention.settle();
        await take(await hear(() => api.game.start({ params })));
      }
    });

  const goOn = () =>
    act(async () => {
      const state = quiz.told?.state;
      if (!state) return;
      if (state.done) return take(state);
      setQuiz((before) => ({ ...before, step: 'loading' }));
      await take({ ...state, question: null });
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each game
  useEffect(() => {
    void open();
  }, [id]);

  return {
    quiz,
    open: () => void open(),
    answer: (option: number | null) => void answer(option),
    goOn: () => void goOn(),
  };
}
