import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { HandOut } from '../usecases/hand-out.usecase.js';
import { RunCampaigns } from '../usecases/run-campaigns.usecase.js';
import { sweepCampaignsJob } from './sweep-campaigns.job.js';

@Injectable()
@JobHandlerFor(sweepCampaignsJob)
export class SweepCampaignsHandler implements JobHandler<typeof sweepCampaignsJob> {
  constructor(
    private readonly campaigns: RunCampaigns,
    private readonly prizes: HandOut,
  ) {}

  async run(): Promise<void> {
    await this.campaigns.run();
    await this.prizes.run();
    await this.campaigns.settle();
  }
}
