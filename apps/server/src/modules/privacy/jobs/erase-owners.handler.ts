import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { EraseOwners } from '../usecases/erase-owners.usecase.js';
import { Retention } from '../usecases/retention.usecase.js';
import { eraseOwnersJob, retainJob } from './erase-owners.job.js';

@Injectable()
@JobHandlerFor(eraseOwnersJob)
export class EraseOwnersHandler implements JobHandler<typeof eraseOwnersJob> {
  constructor(private readonly erase: EraseOwners) {}

  async run(): Promise<void> {
    await this.erase.run();
  }
}

@Injectable()
@JobHandlerFor(retainJob)
export class RetainHandler implements JobHandler<typeof retainJob> {
  constructor(private readonly retention: Retention) {}

  async run(): Promise<void> {
    await this.retention.nightly();
  }
}
