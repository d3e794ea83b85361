import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { type JobHandler, JobHandlerFor } from '../queue/job.js';
import type { EventConsumer, StoredEvent } from './event.js';
import { handleEventsJob, relayJob } from './handle-events.job.js';
import { OutboxRelay } from './relay.js';

/** Events that share a transaction: their rows are held a few dozen milliseconds, and one that fails sends so many back. */
const TOGETHER = 10;

/** All consumers of the module graph; filled by OutboxModule at boot. */
export class EventConsumers {
  private readonly byType = new Map<string, EventConsumer[]>();
  private readonly names = new Set<string>();

  add(consumer: EventConsumer): void {
    if (this.names.has(consumer.name)) throw new Error(`Two event consumers are named ${consumer.name}`);
    this.names.add(consumer.name);
    for (const type of consumer.types) this.byType.set(type, [...(this.byType.get(type) ?? []), consumer]);
  }

  of(type: string): readonly EventConsumer[] {
    return this.byType.get(type) ?? [];
  }
}

@Injectable()
@JobHandlerFor(handleEventsJob)
export class HandleEventsHandler implements JobHandler<typeof handleEventsJob> {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly consumers: EventConsumers,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ eventIds }: { eventIds: string[] }): Promise<void> {
    if (eventIds.length === 0) return;
    const rows: { id: string; type: string; store_id: string | null; payload: string; created_at: Date }[] =
      await this.uow.reader.query(
        'SELECT id, type, store_id, payload, created_at FROM outbox_event WHERE id IN (?) AND done_at IS NULL ORDER BY seq',
        [eventIds],
      );
    // Written by `Outbox.append`, which holds names and payloads to the book.
    const events = rows.map(
      (row) =>
        ({
          id: row.id,
          type: row.type,
          storeId: row.store_id,
          payload: JSON.parse(row.payload),
          at: row.created_at.getTime(),
        }) as StoredEvent,
    );
    for (let from = 0; from < events.length; from += TOGETHER) {
      const some = events.slice(from, from + TOGETHER);
      if (some.length > 1 && (await this.together(some))) continue;
      for (const event of some) await this.handle(event);
    }
  }

  /** One broken consumer must not hold up the others: it is logged and tried again by the relay. */
  private async handle(event: StoredEvent): Promise<void> {
    let [complete, noted] = [true, false];
    const consumers = this.consumers.of(event.type);
    if (consumers.length > 1 && (await this.together([event]))) return;
    const last = consumers.at(-1);
    for (const consumer of consumers) {
      try {
        await this.uow.run(async (tx) => {
          await tx.manager.query('INSERT INTO processed_event (event_id, consumer) VALUES (?, ?)', [
            event.id,
            consumer.name,
          ]);
          await consumer.handle(tx, event);
          // Done with the last of them: one commit instead of two.
          if (complete && consumer === last) await this.done(tx.manager, [event.id]);
        });
        noted = complete && consumer === last;
      } catch (error) {
        if (isDuplicate(error, 'PRIMARY') && (await this.seen(event.id, consumer.name))) continue;
        complete = false;
        this.logger.error(
          { err: error, event: event.type, eventId: event.id, consumer: consumer.name },
          'event failed',
        );
      }
    }
    if (complete && !noted) await this.uow.run((tx) => this.done(tx.manager, [event.id]));
  }

  /**
   * All consumers of some events with one commit and one look at what they have in common, as it nearly always goes; false:
   * none of it happened, and each is tried alone.
   */
  private async together(events: readonly StoredEvent[]): Promise<boolean> {
    const seen = events.flatMap(({ id, type }) => this.consumers.of(type).map(({ name }) => [id, name]));
    const work = async (tx: Tx) => {
      if (seen.length > 0)
        await tx.query('INSERT INTO processed_event (event_id, consumer) VALUES ?', [seen]);
      for (const event of events)
        for (const consumer of this.consumers.of(event.type)) await consumer.handle(tx, event);
      await this.done(
        tx.manager,
        events.map(({ id }) => id),
      );
    };
    try {
      await this.uow.run(work, { recalls: true });
      return true;
    } catch {
      // Whose fault it is comes out when each is tried alone, and is logged there.
      return false;
    }
  }

  private async done(manager: EntityManager, eventIds: readonly string[]): Promise<void> {
    await manager.query('UPDATE outbox_event SET done_at = ? WHERE id IN (?)', [this.clock.date(), eventIds]);
  }

  private async seen(eventId: string, consumer: string): Promise<boolean> {
    const rows: unknown[] = await this.uow.reader.query(
      'SELECT 1 FROM processed_event WHERE event_id = ? AND consumer = ?',
      [eventId, consumer],
    );
    return rows.length > 0;
  }
}

@Injectable()
@JobHandlerFor(relayJob)
export class RelayHandler implements JobHandler<typeof relayJob> {
  constructor(private readonly relay: OutboxRelay) {}

  async run(): Promise<void> {
    await this.relay.run();
  }
}
