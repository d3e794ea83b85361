import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { ImportRunner } from '../usecases/import-runner.js';
import { ImportTidy } from '../usecases/import-tidy.js';
import { runImportJob, tidyImportsJob } from './run-import.job.js';

@Injectable()
@JobHandlerFor(runImportJob)
export class RunImportHandler implements JobHandler<typeof runImportJob> {
  constructor(private readonly runner: ImportRunner) {}

  async run({ runId }: { runId: string }): Promise<void> {
    await this.runner.run(runId);
  }
}

@Injectable()
@JobHandlerFor(tidyImportsJob)
export class TidyImportsHandler implements JobHandler<typeof tidyImportsJob> {
  constructor(private readonly tidy: ImportTidy) {}

  async run(): Promise<void> {
    await this.tidy.run();
  }
}
