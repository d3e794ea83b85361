import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { OfferSeats } from '../usecases/offer-seats.usecase.js';
import { sweepActivitiesJob } from './sweep-activities.job.js';

@Injectable()
@JobHandlerFor(sweepActivitiesJob)
export class SweepActivitiesHandler implements JobHandler<typeof sweepActivitiesJob> {
  constructor(private readonly offers: OfferSeats) {}

  async run(): Promise<void> {
    await this.offers.run();
  }
}
