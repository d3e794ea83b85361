import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { z } from 'zod';
import { CONFIG, type Config } from '../config/index.js';
import { connectRedis, KEY_PREFIX } from '../redis/index.js';
import { type JobDefinition, type QueueName, queueNames } from './job.js';

/** Puts jobs into Redis. Fails fast while Redis is away: the row in MySQL and its sweep are the retry. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly queues = new Map<QueueName, Queue>();
  private readonly connection;

  constructor(@Inject(CONFIG) config: Config) {
    this.connection = connectRedis(config.redisUrl, { lazyConnect: false });
    for (const name of queueNames) {
      const queue = new Queue(name, {
        connection: this.connection,
        prefix: KEY_PREFIX,
        skipVersionCheck: true,
        defaultJobOptions: {
          removeOnComplete: 200,
          removeOnFail: 500,
          attempts: 3,
          backoff: { type: 'fixed', delay: 1_000 },
        },
      });
      queue.on('error', () => {
        // Reported by readiness; the connection heals by itself.
      });
      this.queues.set(name, queue);
    }
  }

  /** Validates the payload and enqueues. With `jobId` a second job of that id is dropped while the first waits. */
  async add<P extends z.ZodType>(
    definition: JobDefinition<P>,
    payload: z.input<P>,
    options: { jobId?: string; delayMs?: number } = {},
  ): Promise<void> {
    const data = definition.payload.parse(payload);
    await this.queue(definition.queue).add(definition.name, data, {
      ...(options.jobId ? { jobId: options.jobId } : {}),
      ...(options.delayMs ? { delay: options.delayMs } : {}),
    });
  }

  queue(name: QueueName): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`No queue ${name}`);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.connection.disconnect();
  }
}
