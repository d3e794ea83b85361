import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { TellCare } from '../usecases/tell-care.usecase.js';
import { tellCareJob } from './tell-care.job.js';

@Injectable()
@JobHandlerFor(tellCareJob)
export class TellCareHandler implements JobHandler<typeof tellCareJob> {
  constructor(private readonly tell: TellCare) {}

  async run(): Promise<void> {
    await this.tell.run();
  }
}
