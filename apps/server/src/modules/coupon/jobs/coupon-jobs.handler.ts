import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { IssueCoupons } from '../usecases/issue-coupons.usecase.js';
import { SweepCoupons } from '../usecases/sweep-coupons.usecase.js';
import { issueCouponsJob, sweepCouponsJob } from './issue-coupons.job.js';

@Injectable()
@JobHandlerFor(issueCouponsJob)
export class IssueCouponsHandler implements JobHandler<typeof issueCouponsJob> {
  constructor(private readonly issues: IssueCoupons) {}

  async run(): Promise<void> {
    await this.issues.run();
  }
}

@Injectable()
@JobHandlerFor(sweepCouponsJob)
export class SweepCouponsHandler implements JobHandler<typeof sweepCouponsJob> {
  constructor(private readonly sweep: SweepCoupons) {}

  async run(): Promise<void> {
    await this.sweep.run();
  }
}
