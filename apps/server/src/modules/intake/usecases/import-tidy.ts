import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { Leases, UnitOfWork } from '../../../platform/database/index.js';
import { JobQueues } from '../../../platform/queue/index.js';
import { runImportJob } from '../jobs/run-import.job.js';
import { ImportRunRepository } from '../persistence/import-run.repository.js';
import { SealedFiles } from './sealed-files.js';

/** Exports and error rows hold personal data and are kept no longer than people work with them. */
const KEEP_DAYS = 30;
const LEASE = 'intake.delete-files';

/** Finds imports that nobody runs any more, and deletes old files. */
@Injectable()
export class ImportTidy {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ImportRunRepository,
    private readonly queues: JobQueues,
    private readonly files: SealedFiles,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const lost = await this.uow.run((tx) => this.repository.takeLost(tx));
    for (const runId of lost) await this.queues.add(runImportJob, { runId });
    await this.deleteOldFiles();
  }

  /** Once a day, by one worker. */
  private async deleteOldFiles(): Promise<void> {
    const ranAt = await this.leases.ranAt(LEASE);
    const now = this.clock.now();
    if (ranAt && now - ranAt.getTime() < DAY_MS) return;
    if (!(await this.leases.take(LEASE, 10 * 60_000, 'intake'))) return;
    const before = now - KEEP_DAYS * DAY_MS;
    await this.files.removeOlder(before);
    await this.uow.run((tx) => this.repository.forgetErrorFiles(tx, toDate(before)));
    await this.leases.release(LEASE, 'intake');
  }
}
