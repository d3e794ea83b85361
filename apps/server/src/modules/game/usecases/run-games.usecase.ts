import { ANSWER_GRACE_MS } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { PlanCourse, PlanSteps, PrizeDesk } from '../../campaign/index.js';
import { offersOf } from '../domain/game-prizes.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { PlayRepository } from '../persistence/play.repository.js';
import { PrizeStock } from '../persistence/prize-stock.repository.js';
import { WinRepository } from '../persistence/win.repository.js';
import { QuizSteps } from './quiz-steps.js';

/** The last taps are answered before a game is closed. */
const CLOSE_AFTER_MS = 10_000;
const BATCH = 200;

/** What games do by themselves: they begin, end, and give back what is left. Safe to run twice at once. */
@Injectable()
export class RunGames {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly games: GameRepository,
    private readonly plays: PlayRepository,
    private readonly stock: PrizeStock,
    private readonly wins: WinRepository,
    private readonly quiz: QuizSteps,
    private readonly prizes: PrizeDesk,
    private readonly course: PlanCourse,
    private readonly steps: PlanSteps,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.endOverdue();
    for (const game of await this.games.inStates(['scheduled', 'live'])) {
      if (game.state === 'scheduled' && now >= game.startsAt)
        await this.course.move(this.games, game, 'start');
      if (game.state === 'live' && now >= game.endsAt + CLOSE_AFTER_MS) await this.close(game);
    }
    for (const game of await this.games.inStates(['killed'])) if (!game.settled) await this.close(game);
  }

  /** Games of which nothing is open any more are settled. */
  async settle(): Promise<void> {
    for (const game of await this.games.inStates(['ended', 'killed']))
      if (!game.settled && !(await this.wins.hasOpen(game.id)))
        await this.course.settle(this.games, 'game', game);
  }

  /** Tries whose time ran out while nobody looked get the prize that their score has reached. */
  private async endOverdue(): Promise<void> {
    for (const { gameId, ownerId } of await this.plays.overdue(this.clock.now() - ANSWER_GRACE_MS, BATCH)) {
      const game = await this.games.findById(gameId);
      if (!game || game.state === 'killed') continue;
      try {
        await this.uow.run(async (tx) => {
          if ((await this.plays.stateOf(tx, gameId)) === 'killed') return;
          const play = await this.plays.lockQuiz(tx, gameId, ownerId);
          if (play) await this.quiz.finish(tx, game, play);
        });
      } catch (error) {
        this.logger.error({ err: error, game: gameId }, 'quiz not ended');
      }
    }
  }

  /**
   * After this nobody wins any more; what nobody took is in the budget again. A game that has ended waits for those who
   * still play, one that was stopped does not.
   */
  private async close(game: Game): Promise<void> {
    if (game.state === 'live' && (await this.plays.hasPlaying(game.id))) return;
    await this.uow.run(async (tx) => {
      const held = await this.games.lockById(tx, game.id);
      if (held?.state !== game.state) return;
      if (held.state === 'killed') await this.plays.endAll(tx, game.id);
      else if (!(await this.games.step(tx, game.id, 'end', 'ended'))) return;
      for (const [number, offer] of offersOf(game.plan).entries()) {
        const left = await this.stock.empty(tx, game.id, number);
        await this.games.giveBack(tx, game.id, left * offer.costFen);
        await this.prizes.giveBack(tx, offer, left);
      }
      this.steps.tell(tx, this.games, game);
    });
  }
}
