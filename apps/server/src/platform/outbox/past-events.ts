import { Injectable } from '@nestjs/common';
import { toDate } from '../clock/index.js';
import { UnitOfWork } from '../database/index.js';

/** For a past that was played and not lived: what happened then is not told today. */
@Injectable()
export class PastEvents {
  constructor(private readonly uow: UnitOfWork) {}

  /** These consumers hear nothing of what happened before an instant (milliseconds) and has not been handled yet. */
  async passOver(consumers: readonly string[], before: number): Promise<void> {
    await this.uow.run(async (tx) => {
      for (const name of consumers)
        await tx.query(
          `INSERT IGNORE INTO processed_event (event_id, consumer)
           SELECT id, ? FROM outbox_event WHERE done_at IS NULL AND created_at < ?`,
          [name, toDate(before)],
        );
    });
  }
}
