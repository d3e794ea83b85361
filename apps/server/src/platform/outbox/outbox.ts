import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { newId, type Tx } from '../database/index.js';
import { WakeUp } from '../queue/wake-up.js';
import type { DomainEvent } from './event.js';

/** Appends events to the running transaction; the relay publishes them after commit. */
@Injectable()
export class Outbox {
  constructor(
    private readonly clock: Clock,
    private readonly wakeUp: WakeUp,
  ) {}

  async append(tx: Tx, ...events: DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const now = this.clock.date();
    await tx.manager.query(
      'INSERT INTO outbox_event (id, type, store_id, payload, created_at, attempts) VALUES ?',
      [
        events.map((event) => [
          newId(this.clock),
          event.type,
          event.storeId,
          JSON.stringify(event.payload),
          now,
          0,
        ]),
      ],
    );
    tx.afterCommit(() => this.wakeUp.ring('outbox'));
  }
}
