import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import type { Visible } from '../../campaign/index.js';
import type { Game } from '../persistence/game.repository.js';
import { type Play, PlayRepository } from '../persistence/play.repository.js';
import { GameEntry, noPlayError } from './game-entry.js';
import { questionsFor } from './quiz-order.js';
import { QuizSteps } from './quiz-steps.js';
import { QuizViews } from './quiz-views.js';

type Routes = (typeof routes)['game'];
type QuizState = ViewOf<Routes['start']>;
type AnswerView = ViewOf<Routes['answer']>;

/**
 * A quiz, question by question. One try per person, by a unique key; its row is held by every step, so that taps of two
 * phones come one after the other. Time is counted here: a lost connection is gone on with, the clock does not wait.
 */
@Injectable()
export class PlayQuiz {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entry: GameEntry,
    private readonly plays: PlayRepository,
    private readonly steps: QuizSteps,
    private readonly views: QuizViews,
    private readonly clock: Clock,
  ) {}

  /** Begins the try, or goes on with it. Throws GAME.NO_PLAY. */
  async start(ownerId: string, id: string): Promise<QuizState> {
    const visible = await this.quizOf(ownerId, id);
    const marks = await this.entry.marksOf(ownerId, visible);
    return this.uow.run(async (tx) => {
      const begun = await this.begun(tx, ownerId, visible.planned);
      const play = begun ?? (await this.begin(tx, visible, marks));
      return this.shown(visible.planned, await this.steps.ask(tx, visible.planned, play));
    });
  }

  /** Asks the next question, if none is open. Throws GAME.NO_PLAY if the try is not begun. */
  next(ownerId: string, id: string): Promise<QuizState> {
    return this.step(ownerId, id, (tx, game, play) => this.steps.ask(tx, game, play));
  }

  /** Ends the try; what is not answered counts nothing. Repeated, it answers the same. */
  finish(ownerId: string, id: string): Promise<QuizState> {
    return this.step(ownerId, id, (tx, game, play) => this.steps.finish(tx, game, play));
  }

  /**
   * Answers the open question; an answer that was given before is told again. Throws GAME.QUESTION for any other.
   */
  async answer(ownerId: string, id: string, body: BodyOf<Routes['answer']>): Promise<AnswerView> {
    const { planned: game } = await this.quizOf(ownerId, id);
    const { quiz } = game.plan;
    const asked = quiz && questionsFor(quiz, game.secret, ownerId)[body.question - 1];
    if (!asked) throw new AppError('GAME.QUESTION');
    return this.uow.run(async (tx) => {
      const play = await this.begun(tx, ownerId, game);
      if (play === null) throw notBegun();
      const after = await this.steps.answer(tx, game, play, body.question, asked, body.option);
      const row = await this.plays.answerOf(tx, play.id, body.question);
      if (row === null) throw new AppError('GAME.QUESTION');
      return {
        inTime: row.choice !== null || (after.inTime ?? false),
        right: row.right,
        rightOption: asked.options.indexOf(asked.text.right),
        explain: asked.text.explain,
        points: row.right ? asked.text.points : 0,
        state: await this.shown(game, after.play),
      };
    });
  }

  private async step(
    ownerId: string,
    id: string,
    work: (tx: Tx, game: Game, play: Play) => Promise<Play>,
  ): Promise<QuizState> {
    const { planned: game } = await this.quizOf(ownerId, id);
    return this.uow.run(async (tx) => {
      const play = await this.begun(tx, ownerId, game);
      if (play === null) throw notBegun();
      return this.shown(game, await work(tx, game, play));
    });
  }

  private async quizOf(ownerId: string, id: string): Promise<Visible<Game>> {
    const visible = await this.entry.find(ownerId, id);
    if (visible.planned.plan.quiz === null) throw notFound();
    return visible;
  }

  /** The try, held; null if it is not begun. Throws GAME.NO_PLAY when the game was stopped in the middle of it. */
  private async begun(tx: Tx, ownerId: string, game: Game): Promise<Play | null> {
    const state = await this.plays.stateOf(tx, game.id);
    const play = await this.plays.lockQuiz(tx, game.id, ownerId);
    if (state === 'killed' && play?.state !== 'done') throw noPlayError('stopped');
    return play;
  }

  private async begin(
    tx: Tx,
    visible: Visible<Game>,
    marks: Awaited<ReturnType<GameEntry['marksOf']>>,
  ): Promise<Play> {
    const { id, plan } = visible.planned;
    const chances = (await this.entry.chances(marks.ownerId, [visible])).get(id);
    if (chances?.noPlay) throw noPlayError(chances.noPlay);
    const startedAt = this.clock.now();
    const overAt = startedAt + 1_000 * (plan.quiz?.secondsInAll ?? 0);
    const none = { roll: null, drawn: null, landed: null };
    try {
      return await this.plays.insert(tx, {
        ...marks,
        ...none,
        gameId: id,
        turn: 1,
        state: 'playing',
        startedAt,
        overAt,
      });
    } catch (error) {
      const other = isDuplicate(error) ? await this.plays.lockQuiz(tx, id, marks.ownerId) : null;
      if (other === null) throw error;
      return other;
    }
  }

  private shown(game: Game, play: Play): Promise<QuizState> {
    return this.views.state(game, play);
  }
}

/** GAME.NO_PLAY: a step of a try that was never begun. */
const notBegun = () =>
  new AppError('GAME.NO_PLAY', { fields: [{ path: 'noPlay', message: '请先点“开始答题”。' }] });
