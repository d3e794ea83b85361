import type { GamePlan, PlanProblem } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { PlanDesk, PlanSteps } from '../../campaign/index.js';
import { gameProblems } from '../domain/game-problems.js';
import { type Game, GameRepository } from '../persistence/game.repository.js';

/** Drafts of games. */
@Injectable()
export class PlanGame extends PlanDesk<GamePlan, Game> {
  protected readonly area = 'game';

  constructor(
    uow: UnitOfWork,
    steps: PlanSteps,
    clock: Clock,
    protected readonly rows: GameRepository,
  ) {
    super(uow, steps, clock);
  }

  protected ownProblems(plan: GamePlan): PlanProblem[] {
    return gameProblems(plan, this.clock.now());
  }
}
