import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { AnnounceWaves } from '../usecases/announce-waves.usecase.js';
import { announceWavesJob } from './announce-waves.job.js';

@Injectable()
@JobHandlerFor(announceWavesJob)
export class AnnounceWavesHandler implements JobHandler<typeof announceWavesJob> {
  constructor(private readonly announce: AnnounceWaves) {}

  async run(): Promise<void> {
    await this.announce.run();
  }
}
