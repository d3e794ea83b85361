import { type GameCheckView, type GamePlan, saySegment } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { PrizeDesk } from '../../campaign/index.js';
import { Audiences } from '../../care/index.js';
import { gameCost, mostScore, offersOf } from '../domain/game-prizes.js';
import { oddsOf, turnsUntilGone } from '../domain/odds.js';
import { PlanGame } from './plan-game.usecase.js';

/** What a plan comes to: problems, people, prizes, cost, and how often the wheel wins. */
@Injectable()
export class CheckGame {
  constructor(
    private readonly plans: PlanGame,
    private readonly prizes: PrizeDesk,
    private readonly audiences: Audiences,
  ) {}

  /** Saves nothing. Throws STORE.NOT_FOUND. */
  async check(actor: StaffActor, plan: GamePlan): Promise<GameCheckView> {
    for (const storeId of plan.storeIds) storeOf(actor, storeId);
    const offers = offersOf(plan);
    const problems = [...this.plans.problems(plan), ...(await this.prizes.problems(plan.storeIds, offers))];
    const countable = !problems.some(({ path }) => path.startsWith('segment'));
    const { owners, cars } = countable
      ? await this.audiences.count(plan.storeIds, plan.segment)
      : { owners: 0, cars: 0 };
    const prizes = offers.reduce((sum, { count }) => sum + count, 0);
    const segments = plan.kind === 'wheel' ? (plan.wheel?.segments ?? []) : null;
    const winning = segments?.reduce((sum, { odds, prize }) => sum + (prize === null ? 0 : odds), 0);
    return {
      problems,
      audience: saySegment(plan.segment),
      owners,
      cars,
      prizes,
      costFen: gameCost(plan),
      budgetFen: plan.budgetFen,
      ownersPerPrize: prizes === 0 ? null : Math.round((10 * owners) / prizes) / 10,
      winChance: winning === undefined ? null : oddsOf(winning),
      turnsUntilGone: segments === null ? null : turnsUntilGone(segments),
      mostScore: plan.kind === 'quiz' ? mostScore(plan) : null,
    };
  }
}
