import type { GamePlan } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { DecisionDesk, type PlanCost, PlanSteps, PrizeDesk } from '../../campaign/index.js';
import { Ledger } from '../../payment/index.js';
import { gameCost, offersOf } from '../domain/game-prizes.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';
import { PrizeStock } from '../persistence/prize-stock.repository.js';
import { PlanGame } from './plan-game.usecase.js';

/** Decisions about games; a yes writes the stock of the prizes. */
@Injectable()
export class DecideGame extends DecisionDesk<GamePlan, Game> {
  protected readonly area = 'game';
  protected readonly prizesOf = offersOf;

  constructor(
    uow: UnitOfWork,
    steps: PlanSteps,
    prizes: PrizeDesk,
    ledger: Ledger,
    wakeUp: WakeUp,
    clock: Clock,
    protected readonly rows: GameRepository,
    protected readonly plans: PlanGame,
    private readonly prizeStock: PrizeStock,
  ) {
    super(uow, steps, prizes, ledger, wakeUp, clock);
  }

  protected costOf(plan: GamePlan): PlanCost {
    return { allFen: gameCost(plan), cashFen: gameCost(plan, 'cash') };
  }

  protected async stock(tx: Tx, { id, plan }: Game): Promise<void> {
    await this.prizeStock.insert(
      tx,
      id,
      offersOf(plan).map(({ kind, count, costFen }, number) => ({ number, kind, count, costFen })),
    );
    if (!(await this.rows.step(tx, id, 'written', 'scheduled'))) throw new AppError('CAMPAIGN.STATE');
  }
}
