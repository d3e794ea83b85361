import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { EscalateCases } from '../usecases/escalate-cases.usecase.js';
import { escalateCasesJob } from './escalate-cases.job.js';

@Injectable()
@JobHandlerFor(escalateCasesJob)
export class EscalateCasesHandler implements JobHandler<typeof escalateCasesJob> {
  constructor(private readonly escalation: EscalateCases) {}

  async run(): Promise<void> {
    await this.escalation.run();
  }
}
