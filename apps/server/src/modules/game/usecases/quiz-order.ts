import type { QuizPlan, QuizQuestion } from '@cheban/contracts';
import { seededRandom, seedOf, shuffle } from '../../campaign/index.js';

/** A question as one person sees it. */
export interface PersonalQuestion {
  /** Place in the plan. */
  readonly question: number;
  readonly text: QuizQuestion;
  /** Places of the options in the plan, in the order shown. */
  readonly options: readonly number[];
}

const places = (length: number) => Array.from({ length }, (_, place) => place);

/** Questions and options in a person's own order: always the same for the same game and person. */
export function questionsFor(quiz: QuizPlan, secret: string, ownerId: string): PersonalQuestion[] {
  const random = seededRandom(seedOf(`${secret}:${ownerId}`));
  const mixed = (length: number) => (quiz.shuffle ? shuffle(places(length), random) : places(length));
  return mixed(quiz.questions.length).flatMap((question) => {
    const text = quiz.questions[question];
    return text ? [{ question, text, options: mixed(text.options.length) }] : [];
  });
}
