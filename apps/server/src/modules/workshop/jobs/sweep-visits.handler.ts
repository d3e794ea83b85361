import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { ChaseQuotes } from '../usecases/chase-quotes.usecase.js';
import { KeepPromise } from '../usecases/keep-promise.usecase.js';
import { sweepVisitsJob } from './sweep-visits.job.js';

@Injectable()
@JobHandlerFor(sweepVisitsJob)
export class SweepVisitsHandler implements JobHandler<typeof sweepVisitsJob> {
  constructor(
    private readonly quotes: ChaseQuotes,
    private readonly promises: KeepPromise,
  ) {}

  async run(): Promise<void> {
    await this.quotes.run();
    await this.promises.sweep();
  }
}
