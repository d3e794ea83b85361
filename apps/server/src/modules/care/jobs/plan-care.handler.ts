import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { PlanCare } from '../usecases/plan-care.usecase.js';
import { planCareJob } from './plan-care.job.js';

@Injectable()
@JobHandlerFor(planCareJob)
export class PlanCareHandler implements JobHandler<typeof planCareJob> {
  constructor(private readonly planner: PlanCare) {}

  async run(): Promise<void> {
    await this.planner.run();
  }
}
