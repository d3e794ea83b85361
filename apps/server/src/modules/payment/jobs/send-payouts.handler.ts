import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Leases } from '../../../platform/database/index.js';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { SendPayouts } from '../usecases/send-payouts.usecase.js';
import { sendPayoutsJob } from './send-payouts.job.js';

const LEASE = 'payment.payouts';

/** One process at a time, so that the limit of calls a second is the merchant's and not each worker's. */
@Injectable()
@JobHandlerFor(sendPayoutsJob)
export class SendPayoutsHandler implements JobHandler<typeof sendPayoutsJob> {
  private readonly holder = randomUUID();

  constructor(
    private readonly payouts: SendPayouts,
    private readonly leases: Leases,
  ) {}

  async run(): Promise<void> {
    const take = () => this.leases.take(LEASE, 2 * MINUTE_MS, this.holder);
    if (!(await take())) return;
    try {
      await this.payouts.run(take);
    } finally {
      await this.leases.release(LEASE, this.holder);
    }
  }
}
