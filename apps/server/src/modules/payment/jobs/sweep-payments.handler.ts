import { Injectable } from '@nestjs/common';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { SendRefunds } from '../usecases/send-refunds.usecase.js';
import { SweepOrders } from '../usecases/sweep-orders.usecase.js';
import { sweepPaymentsJob } from './sweep-payments.job.js';

@Injectable()
@JobHandlerFor(sweepPaymentsJob)
export class SweepPaymentsHandler implements JobHandler<typeof sweepPaymentsJob> {
  constructor(
    private readonly orders: SweepOrders,
    private readonly refunds: SendRefunds,
  ) {}

  async run(): Promise<void> {
    await this.orders.run();
    await this.refunds.run();
  }
}
