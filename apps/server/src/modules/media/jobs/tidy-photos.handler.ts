import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { Photos } from '../usecases/photos.usecase.js';
import { tidyPhotosJob } from './tidy-photos.job.js';

@Injectable()
@JobHandlerFor(tidyPhotosJob)
export class TidyPhotosHandler implements JobHandler<typeof tidyPhotosJob> {
  constructor(private readonly photos: Photos) {}

  async run(): Promise<void> {
    await this.photos.tidy();
  }
}
