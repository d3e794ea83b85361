import type { LiveEvent } from '@cheban/contracts';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { Tx } from '../database/index.js';
import { KEY_PREFIX, REDIS } from '../redis/index.js';

const CHANNEL = `${KEY_PREFIX}:live`;
type Listener = (event: LiveEvent) => void;

/**
 * Tells consoles what changed, after commit, over all API processes. Only a hint to ask again: a lost one costs a
 * refresh, never data.
 */
@Injectable()
export class Live implements OnApplicationShutdown {
  private connection: Redis | null = null;
  private readonly listeners = new Map<Listener, ReadonlySet<string>>();

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** After the transaction commits, tells everybody who watches the store. */
  publish(tx: Tx, event: LiveEvent): void {
    tx.afterCommit(() => {
      this.redis.publish(CHANNEL, JSON.stringify(event)).catch(() => {
        // Redis is away; consoles also ask again by themselves every minute.
      });
    });
  }

  /** Listens on a connection of its own; called once by the API process. */
  async connect(connection: Redis): Promise<void> {
    this.connection = connection;
    connection.on('message', (_channel: string, text: string) => {
      const event = JSON.parse(text) as LiveEvent;
      for (const [listener, storeIds] of this.listeners) if (storeIds.has(event.storeId)) listener(event);
    });
    await connection.subscribe(CHANNEL);
  }

  /** Calls `listener` for events of these stores; returns how to stop. */
  watch(storeIds: readonly string[], listener: Listener): () => void {
    this.listeners.set(listener, new Set(storeIds));
    return () => this.listeners.delete(listener);
  }

  onApplicationShutdown(): void {
    this.connection?.disconnect();
  }
}
