import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { PlanSaleCalls } from '../usecases/plan-sale-calls.usecase.js';
import { planSaleCallsJob } from './plan-sale-calls.job.js';

@Injectable()
@JobHandlerFor(planSaleCallsJob)
export class PlanSaleCallsHandler implements JobHandler<typeof planSaleCallsJob> {
  constructor(private readonly sales: PlanSaleCalls) {}

  async run(): Promise<void> {
    await this.sales.daily();
  }
}
