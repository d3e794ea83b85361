import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { FindUnheard } from '../usecases/find-unheard.usecase.js';
import { findUnheardJob } from './find-unheard.job.js';

@Injectable()
@JobHandlerFor(findUnheardJob)
export class FindUnheardHandler implements JobHandler<typeof findUnheardJob> {
  constructor(private readonly unheard: FindUnheard) {}

  async run(): Promise<void> {
    await this.unheard.run();
  }
}
