import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { ExpiringCards } from '../usecases/expiring-cards.usecase.js';
import { sweepCardsJob } from './sweep-cards.job.js';

@Injectable()
@JobHandlerFor(sweepCardsJob)
export class SweepCardsHandler implements JobHandler<typeof sweepCardsJob> {
  constructor(private readonly cards: ExpiringCards) {}

  async run(): Promise<void> {
    await this.cards.run();
  }
}
