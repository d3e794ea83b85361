import type { CampaignPlan, PlanProblem } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { planProblems } from '../domain/plan-problems.js';
import { type Campaign, CampaignRepository } from '../persistence/campaign.repository.js';
import { PlanDesk } from './plan-desk.js';
import { PlanSteps } from './plan-steps.js';

/** Drafts of campaigns. */
@Injectable()
export class PlanCampaign extends PlanDesk<CampaignPlan, Campaign> {
  protected readonly area = 'campaign';

  constructor(
    uow: UnitOfWork,
    steps: PlanSteps,
    clock: Clock,
    protected readonly rows: CampaignRepository,
  ) {
    super(uow, steps, clock);
  }

  protected ownProblems(plan: CampaignPlan): PlanProblem[] {
    return planProblems(plan, this.clock.now());
  }
}
