import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../clock/index.js';
import { UnitOfWork } from '../database/index.js';
import { JobQueues } from '../queue/job-queues.js';
import { handleEventsJob } from './handle-events.job.js';

const BATCH = 200;
/** An event dispatched and not handled for this long is dispatched again: its job was lost with Redis. */
const REDISPATCH_MS = 15_000;

/**
 * Publishes committed events: asks a worker, by one job per batch, to handle them. At least once; consumers are
 * idempotent. Two relays at once only double the wake-ups.
 */
@Injectable()
export class OutboxRelay {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queues: JobQueues,
    private readonly clock: Clock,
  ) {}

  /** Returns how many events were dispatched. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const now = this.clock.now();
      const rows: { id: string }[] = await this.uow.reader.query(
        `SELECT id FROM outbox_event
          WHERE done_at IS NULL AND (dispatched_at IS NULL OR dispatched_at < ?)
          ORDER BY seq LIMIT ${BATCH}`,
        [toDate(now - REDISPATCH_MS)],
      );
      if (rows.length === 0) return total;
      const ids = rows.map((row) => row.id);
      await this.queues.add(handleEventsJob, { eventIds: ids });
      // As work that is tried again: a worker that is done with some of them writes the same rows, and one of two gives way.
      await this.uow.run((tx) =>
        tx.query('UPDATE outbox_event SET dispatched_at = ?, attempts = attempts + 1 WHERE id IN (?)', [
          toDate(now),
          ids,
        ]),
      );
      total += ids.length;
      if (rows.length < BATCH) return total;
    }
  }

  /** Seconds since the oldest unhandled event was written; 0 if there is none. */
  async lagSec(): Promise<number> {
    const rows: { created_at: Date }[] = await this.uow.reader.query(
      'SELECT created_at FROM outbox_event WHERE done_at IS NULL ORDER BY seq LIMIT 1',
    );
    return rows[0] ? Math.max(0, Math.round((this.clock.now() - rows[0].created_at.getTime()) / 1000)) : 0;
  }
}
