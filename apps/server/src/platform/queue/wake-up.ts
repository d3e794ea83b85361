import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { KEY_PREFIX, REDIS } from '../redis/index.js';

const CHANNEL = `${KEY_PREFIX}:wake`;

/** Tells workers by Redis pub/sub that something waits in MySQL. May be lost: sweeps find the row anyway. */
@Injectable()
export class WakeUp implements OnApplicationShutdown {
  private connection: Redis | null = null;

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  ring(what: string): void {
    this.redis.publish(CHANNEL, what).catch(() => {
      // Redis is away; the periodic sweep takes over.
    });
  }

  /** Calls `listener` on every ring, on a connection of its own. */
  async listen(connection: Redis, listener: (what: string) => void): Promise<void> {
    this.connection = connection;
    connection.on('message', (_channel: string, what: string) => listener(what));
    await connection.subscribe(CHANNEL);
  }

  onApplicationShutdown(): void {
    this.connection?.disconnect();
  }
}
