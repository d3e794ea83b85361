import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { ReferralRewards } from '../usecases/referral-rewards.usecase.js';
import { sweepReferralsJob } from './sweep-referrals.job.js';

@Injectable()
@JobHandlerFor(sweepReferralsJob)
export class SweepReferralsHandler implements JobHandler<typeof sweepReferralsJob> {
  constructor(private readonly rewards: ReferralRewards) {}

  async run(): Promise<void> {
    await this.rewards.run();
  }
}
