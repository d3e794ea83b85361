import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Leases } from '../../../platform/database/index.js';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { PollWeather } from '../usecases/poll-weather.usecase.js';
import { pollWeatherJob } from './poll-weather.job.js';

const LEASE = 'weather.poll';

@Injectable()
@JobHandlerFor(pollWeatherJob)
export class PollWeatherHandler implements JobHandler<typeof pollWeatherJob> {
  private readonly holder = randomUUID();

  constructor(
    private readonly poll: PollWeather,
    private readonly leases: Leases,
  ) {}

  async run(): Promise<void> {
    if (!(await this.leases.take(LEASE, 5 * MINUTE_MS, this.holder))) return;
    try {
      await this.poll.run();
    } finally {
      await this.leases.release(LEASE, this.holder);
    }
  }
}
