import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { CheckCircle } from '../usecases/check-circle.usecase.js';
import { checkCircleJob } from './check-circle.job.js';

@Injectable()
@JobHandlerFor(checkCircleJob)
export class CheckCircleHandler implements JobHandler<typeof checkCircleJob> {
  constructor(private readonly checks: CheckCircle) {}

  async run(): Promise<void> {
    await this.checks.run();
  }
}
