import type { CampaignPlan } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { Ledger } from '../../payment/index.js';
import { planCost, prizesOfPlan } from '../domain/plan-problems.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { WaveRepository } from '../persistence/wave.repository.js';
import { DecisionDesk, type PlanCost } from './decision-desk.js';
import { PlanCampaign } from './plan-campaign.usecase.js';
import { PlanSteps } from './plan-steps.js';
import { PrizeDesk } from './prize-desk.js';

/** Decisions about campaigns; after a yes the worker writes the packets. */
@Injectable()
export class DecideCampaign extends DecisionDesk<CampaignPlan, Campaign> {
  protected readonly area = 'campaign';
  protected readonly prizesOf = prizesOfPlan;

  constructor(
    uow: UnitOfWork,
    steps: PlanSteps,
    prizes: PrizeDesk,
    ledger: Ledger,
    wakeUp: WakeUp,
    clock: Clock,
    protected readonly rows: CampaignRepository,
    protected readonly plans: PlanCampaign,
    private readonly waves: WaveRepository,
  ) {
    super(uow, steps, prizes, ledger, wakeUp, clock);
  }

  protected costOf(plan: CampaignPlan): PlanCost {
    return { allFen: planCost(plan), cashFen: planCost(plan, 'cash') };
  }

  protected stock(tx: Tx, { id, plan }: Campaign): Promise<void> {
    return this.waves.insertAll(tx, id, plan.waves);
  }
}
