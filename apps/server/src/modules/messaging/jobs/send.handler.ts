import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { SendDue } from '../usecases/send-due.usecase.js';
import { sendJob } from './send.job.js';

@Injectable()
@JobHandlerFor(sendJob)
export class SendHandler implements JobHandler<typeof sendJob> {
  constructor(private readonly sender: SendDue) {}

  async run(): Promise<void> {
    await this.sender.run();
  }
}
