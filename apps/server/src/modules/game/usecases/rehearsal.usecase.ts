import type { GamePlan } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { DecideGame } from './decide-game.usecase.js';
import { PlanGame } from './plan-game.usecase.js';

/** Puts a game up by the ways that people take, from the plan to the second person's yes: for the demo group. */
@Injectable()
export class GameRehearsal {
  constructor(
    private readonly plans: PlanGame,
    private readonly decisions: DecideGame,
  ) {}

  /** It begins by itself when its time has come. Throws CAMPAIGN.PLAN with what stands against the plan. */
  async put({
    planner,
    approver,
    plan,
  }: {
    readonly planner: StaffActor;
    readonly approver: StaffActor;
    readonly plan: GamePlan;
  }): Promise<void> {
    const id = await this.plans.create(planner, plan);
    await this.plans.submit(planner, id);
    await this.decisions.approve(approver, id, 1);
  }
}
