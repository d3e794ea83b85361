import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { Leases } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type JobHandler, JobHandlerFor } from '../../../platform/queue/index.js';
import { FollowerSync } from '../usecases/follower-sync.usecase.js';
import { linkFollowerJob, syncFollowersJob } from './link-follower.job.js';

@Injectable()
@JobHandlerFor(linkFollowerJob)
export class LinkFollowerHandler implements JobHandler<typeof linkFollowerJob> {
  constructor(private readonly sync: FollowerSync) {}

  async run({ openid }: { openid: string }): Promise<void> {
    await this.sync.link([fieldCipher().decrypt(openid)]);
  }
}

const LEASE = 'messaging.sync-followers';
const LEASE_MS = 10 * 60_000;

@Injectable()
@JobHandlerFor(syncFollowersJob)
export class SyncFollowersHandler implements JobHandler<typeof syncFollowersJob> {
  private readonly holder = randomUUID();

  constructor(
    private readonly sync: FollowerSync,
    private readonly leases: Leases,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    if (!(await this.leases.take(LEASE, LEASE_MS, this.holder))) return;
    try {
      const count = await this.sync.run();
      this.logger.info({ count }, 'followers read');
    } catch (error) {
      // WeChat may be away at start-up; pushes and the next hour make up for it.
      this.logger.warn({ err: error }, 'followers could not be read');
    } finally {
      await this.leases.release(LEASE, this.holder);
    }
  }
}
