import { randomUUID } from 'node:crypto';
import { HOUR_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Leases } from '../../../platform/database/index.js';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { Reconcile } from '../usecases/reconcile.usecase.js';
import { reconcileMoneyJob } from './reconcile-money.job.js';

const LEASE = 'payment.reconcile';

@Injectable()
@JobHandlerFor(reconcileMoneyJob)
export class ReconcileMoneyHandler implements JobHandler<typeof reconcileMoneyJob> {
  private readonly holder = randomUUID();

  constructor(
    private readonly reconcile: Reconcile,
    private readonly leases: Leases,
  ) {}

  async run(): Promise<void> {
    if (!(await this.leases.take(LEASE, HOUR_MS, this.holder))) return;
    try {
      await this.reconcile.run();
    } finally {
      await this.leases.release(LEASE, this.holder);
    }
  }
}
