import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jobDefinitions, workerModules } from './modules.js';
import { NestLogger } from './platform/logging/index.js';
import { type Foundation, PlatformModule, PlatformWorkerModule } from './platform/platform.module.js';
import { WakeUp, WorkerHost } from './platform/queue/index.js';
import { connectBlockingRedis } from './platform/redis/index.js';

/** Builds the worker process, not yet working. Throws if a job has no handler or two. */
export async function createWorker(foundation: Foundation): Promise<INestApplicationContext> {
  @Module({ imports: [PlatformModule.with(foundation), PlatformWorkerModule, ...workerModules] })
  class WorkerModule {}
  const app = await NestFactory.createApplicationContext(WorkerModule, {
    logger: new NestLogger(foundation.logger),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  const host = app.get(WorkerHost);
  host.collect(jobDefinitions);
  await app.get(WakeUp).listen(connectBlockingRedis(foundation.config.redisUrl), (what) => host.wake(what));
  return app;
}
