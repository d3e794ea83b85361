import { Inject, Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { PrizeDesk, PrizeHandOut, type WonFrom } from '../../campaign/index.js';
import { Suspicions } from '../../suspicion/index.js';
import { offersOf } from '../domain/game-prizes.js';
import { GameRepository } from '../persistence/game.repository.js';
import { type Win, WinRepository } from '../persistence/win.repository.js';

/** Prizes of games are handed out at once. */
@Injectable()
export class HandOutWins extends PrizeHandOut<Win> implements EventConsumer {
  readonly name = 'game.hand-out';
  readonly types = ['payout.changed'] as const;
  protected readonly area = 'game';
  protected readonly suspect = 'game';
  protected readonly prefix = 'game:';
  protected readonly payNote = '活动奖励';

  constructor(
    consumers: EventConsumers,
    uow: UnitOfWork,
    desk: PrizeDesk,
    suspicions: Suspicions,
    @Inject(LOGGER) logger: Logger,
    protected readonly plans: GameRepository,
    protected readonly won: WinRepository,
  ) {
    super(uow, desk, suspicions, logger);
    consumers.add(this);
  }

  /** Everything that is due. */
  async run(): Promise<void> {
    await this.each('won', (tx, win) => this.give(tx, win));
    await this.each('held', (tx, win) => this.give(tx, win));
  }

  async handle(tx: Tx, event: Heard<HandOutWins>): Promise<void> {
    await this.paid(tx, event.payload);
  }

  protected async fromOf({ gameId, prize: number }: Win): Promise<WonFrom> {
    const game = await this.plans.findById(gameId);
    const prize = game ? offersOf(game.plan)[number] : undefined;
    if (!game || !prize) throw new Error('A win without a prize');
    return { prize, subjectId: gameId, title: game.plan.title };
  }
}
