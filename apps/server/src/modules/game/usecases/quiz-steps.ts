import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { prizesOfScore } from '../domain/game-prizes.js';
import { inTime, passed, type QuizTimes } from '../domain/quiz-clock.js';
import type { Game } from '../persistence/game.repository.js';
import { type Play, PlayRepository } from '../persistence/play.repository.js';
import { Award } from './award.js';
import { type PersonalQuestion, questionsFor } from './quiz-order.js';

/** The clock's times of a game. */
export const timesOf = ({ plan }: Game): QuizTimes => ({
  questions: plan.quiz?.questions.length ?? 0,
  secondsPerQuestion: plan.quiz?.secondsPerQuestion ?? 0,
});

/** Steps of one try whose row is held. Each begins by looking what time has done to it. */
@Injectable()
export class QuizSteps {
  constructor(
    private readonly plays: PlayRepository,
    private readonly award: Award,
    private readonly clock: Clock,
  ) {}

  /** Asks the next question, if none is open and the try is not over. */
  async ask(tx: Tx, game: Game, held: Play): Promise<Play> {
    const play = await this.pass(tx, game, held);
    if (play.state === 'done' || play.askedAt !== null) return play;
    const asking = { ...play, asked: play.asked + 1, askedAt: this.clock.now() };
    await this.plays.save(tx, asking);
    return asking;
  }

  /**
   * Takes an answer to the open question; one that comes late counts as none. A question that was answered before stays as
   * it is. Throws GAME.QUESTION for any other.
   */
  async answer(
    tx: Tx,
    game: Game,
    held: Play,
    number: number,
    { question, text, options }: PersonalQuestion,
    option: number | null,
  ): Promise<{ play: Play; inTime?: boolean }> {
    const open = held.state === 'playing' && held.askedAt !== null && held.asked === number;
    if (!open) {
      if (number > held.asked) throw new AppError('GAME.QUESTION');
      return { play: await this.pass(tx, game, held) };
    }
    const intime = inTime(held, timesOf(game), this.clock.now());
    const choice = intime && option !== null ? (options[option] ?? null) : null;
    const right = choice !== null && choice === text.right;
    await this.plays.writeAnswer(tx, held.id, { number, question, choice, right });
    const answered = {
      ...held,
      askedAt: null,
      score: held.score + (right ? text.points : 0),
      rightAnswers: held.rightAnswers + Number(right),
    };
    await this.plays.save(tx, answered);
    return { play: await this.pass(tx, game, answered), inTime: intime };
  }

  /** Ends the try and takes the prize that its score has reached. Repeated, it changes nothing. */
  async finish(tx: Tx, game: Game, held: Play): Promise<Play> {
    if (held.state === 'done') return held;
    const closed = held.askedAt === null ? held : await this.close(tx, game, held);
    const done: Play = { ...closed, state: 'done' };
    await this.plays.save(tx, done);
    const { missed } = await this.award.give(tx, game, done, prizesOfScore(game.plan, done.score));
    if (missed === null) return done;
    await this.plays.missed(tx, done.id, missed, null);
    return { ...done, missed };
  }

  /** What time has done: an open question that ran out is over, and so is a try with nothing left to do. */
  async pass(tx: Tx, game: Game, held: Play): Promise<Play> {
    if (held.state === 'done') return held;
    const { questionOver, done } = passed(held, timesOf(game), this.clock.now());
    const play = questionOver ? await this.close(tx, game, held) : held;
    return done ? this.finish(tx, game, play) : play;
  }

  /** Closes the open question unanswered. */
  private async close(tx: Tx, { plan, secret }: Game, held: Play): Promise<Play> {
    const asked = plan.quiz && questionsFor(plan.quiz, secret, held.ownerId)[held.asked - 1];
    if (asked) {
      const { question } = asked;
      await this.plays.writeAnswer(tx, held.id, { number: held.asked, question, choice: null, right: false });
    }
    const closed = { ...held, askedAt: null };
    await this.plays.save(tx, closed);
    return closed;
  }
}
