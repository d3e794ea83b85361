import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { WeatherWaves } from '../usecases/weather-waves.usecase.js';
import { weatherWavesJob } from './weather-waves.job.js';

@Injectable()
@JobHandlerFor(weatherWavesJob)
export class WeatherWavesHandler implements JobHandler<typeof weatherWavesJob> {
  constructor(private readonly waves: WeatherWaves) {}

  async run(): Promise<void> {
    await this.waves.run();
  }
}
