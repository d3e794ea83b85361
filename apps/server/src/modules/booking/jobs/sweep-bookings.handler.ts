import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { OfferWaiting } from '../usecases/offer-waiting.usecase.js';
import { SweepHolds } from '../usecases/sweep-holds.usecase.js';
import { sweepBookingsJob } from './sweep-bookings.job.js';

@Injectable()
@JobHandlerFor(sweepBookingsJob)
export class SweepBookingsHandler implements JobHandler<typeof sweepBookingsJob> {
  constructor(
    private readonly holds: SweepHolds,
    private readonly waiting: OfferWaiting,
  ) {}

  async run(): Promise<void> {
    await this.holds.run();
    await this.waiting.run();
  }
}
