import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { TemplateSync } from '../usecases/template-sync.usecase.js';
import { syncTemplatesJob } from './sync-templates.job.js';

@Injectable()
@JobHandlerFor(syncTemplatesJob)
export class SyncTemplatesHandler implements JobHandler<typeof syncTemplatesJob> {
  constructor(private readonly sync: TemplateSync) {}

  async run(): Promise<void> {
    await this.sync.runIfDue();
  }
}
