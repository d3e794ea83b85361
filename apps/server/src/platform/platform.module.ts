import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { Audit } from './audit/index.js';
import { Sessions } from './auth/index.js';
import { AfterRestores } from './backup/index.js';
import { Clock, SystemClock } from './clock/index.js';
import { CONFIG, type Config } from './config/index.js';
import { SealedStores } from './crypto/index.js';
import { DataKeys } from './data-keys/index.js';
import { Leases, UnitOfWork } from './database/index.js';
import { DirectRoutes } from './http/direct-routes.js';
import { Drain } from './http/drain.js';
import { ErrorFilter } from './http/error.filter.js';
import { RateLimit } from './http/rate-limit.js';
import { Live } from './live/index.js';
import { LOGGER, type Logger } from './logging/index.js';
import { Metrics } from './metrics/index.js';
import { HandleEventsHandler, RelayHandler } from './outbox/handle-events.handler.js';
import { EventConsumers, Outbox, OutboxRelay, PastEvents } from './outbox/index.js';
import { ProvidersModule } from './provider/index.js';
import { JobQueues, JobRuns, WakeUp, WorkerHost } from './queue/index.js';
import { REDIS } from './redis/index.js';

/** What a process brings to the module graph. */
export interface Foundation {
  config: Config;
  logger: Logger;
  dataSource: DataSource;
  redis: Redis;
  clock?: Clock;
}

const services = [
  Audit,
  Sessions,
  Leases,
  UnitOfWork,
  Live,
  Metrics,
  EventConsumers,
  Outbox,
  OutboxRelay,
  PastEvents,
  JobQueues,
  JobRuns,
  WakeUp,
  RateLimit,
  DirectRoutes,
  Drain,
  ErrorFilter,
  SealedStores,
  DataKeys,
  AfterRestores,
];

/** Everything below the rooms: database, queue, outbox, clock, audit. Global, so that rooms name only what they use. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  static with(foundation: Foundation): DynamicModule {
    const values = [
      { provide: CONFIG, useValue: foundation.config },
      { provide: LOGGER, useValue: foundation.logger },
      { provide: DataSource, useValue: foundation.dataSource },
      { provide: REDIS, useValue: foundation.redis },
      { provide: Clock, useValue: foundation.clock ?? new SystemClock() },
    ];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, ProvidersModule],
      providers: [...values, ...services],
      exports: [...values.map(({ provide }) => provide), ...services, DiscoveryModule],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.redis.disconnect();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** The worker's part: the host of job handlers and the handlers of the platform itself. */
@Module({ providers: [WorkerHost, HandleEventsHandler, RelayHandler], exports: [WorkerHost] })
export class PlatformWorkerModule {}
