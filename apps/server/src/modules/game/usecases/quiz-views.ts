import type { QuizState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { leftMs, questionOverAt } from '../domain/quiz-clock.js';
import type { Game } from '../persistence/game.repository.js';
import type { Play } from '../persistence/play.repository.js';
import { PlayViews } from './play-views.queries.js';
import { questionsFor } from './quiz-order.js';
import { timesOf } from './quiz-steps.js';

/** A quiz under way, as its player sees it. */
@Injectable()
export class QuizViews {
  constructor(
    private readonly plays: PlayViews,
    private readonly clock: Clock,
  ) {}

  /** Tells the open question and no other; never which option is right. */
  async state(game: Game, play: Play): Promise<QuizState> {
    const now = this.clock.now();
    const done = play.state === 'done';
    const [result] = done ? await this.plays.of([play]) : [];
    return {
      playId: play.id,
      serverNow: toDate(now).toISOString(),
      total: timesOf(game).questions,
      answered: play.askedAt === null ? play.asked : play.asked - 1,
      score: play.score,
      endsAt: toDate(play.overAt).toISOString(),
      leftMs: done ? 0 : leftMs(play.overAt, now),
      question: done ? null : this.question(game, play, now),
      done,
      result: result ?? null,
    };
  }

  private question(game: Game, play: Play, now: number): QuizState['question'] {
    const { quiz } = game.plan;
    const over = questionOverAt(play, timesOf(game));
    const asked = quiz && questionsFor(quiz, game.secret, play.ownerId)[play.asked - 1];
    if (!asked || over === null) return null;
    const { text, options } = asked;
    return {
      number: play.asked,
      text: text.text,
      options: options.map((option) => text.options[option] ?? ''),
      points: text.points,
      endsAt: toDate(over).toISOString(),
      leftMs: leftMs(over, now),
    };
  }
}
