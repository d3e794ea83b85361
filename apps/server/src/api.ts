import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import { Module } from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  APP_INTERCEPTOR,
  DiscoveryService,
  MetadataScanner,
  NestFactory,
  Reflector,
} from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiModules } from './modules.js';
import { monotonicMs } from './platform/clock/index.js';
import {
  DirectRoutes,
  Drain,
  ErrorFilter,
  findUncovered,
  PolicyGuard,
  RouteInterceptor,
  validationPipe,
} from './platform/http/index.js';
import { Live } from './platform/live/index.js';
import { NestLogger, withLogContext } from './platform/logging/index.js';
import { Metrics } from './platform/metrics/index.js';
import { type Foundation, PlatformModule } from './platform/platform.module.js';
import { connectBlockingRedis } from './platform/redis/index.js';

const BODY_LIMIT = 1024 * 1024;
/** A ticket and little else. */
const DIRECT_BODY_LIMIT = 4 * 1024;
const XML_LIMIT = 256 * 1024;
const UPLOAD_LIMIT = 200 * 1024 * 1024;

/** Builds the API process, not yet listening. Throws if a route has no handler, two, or no policy. */
export async function createApi(foundation: Foundation): Promise<{ app: NestFastifyApplication }> {
  @Module({
    imports: [PlatformModule.with(foundation), ...apiModules],
    providers: [
      { provide: APP_GUARD, useClass: PolicyGuard },
      { provide: APP_INTERCEPTOR, useClass: RouteInterceptor },
      { provide: APP_FILTER, useClass: ErrorFilter },
    ],
  })
  class ApiModule {}

  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: foundation.config.trustedProxies,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // Who comes over a connection that is still open is served to the last.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // Addresses that no route can have, for instance %FF.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      app.get(ErrorFilter).answer(error, request, reply),
  });
  const fastify = adapter.getInstance();
  fastify.addContentTypeParser(
    ['text/xml', 'application/xml'],
    { parseAs: 'string', bodyLimit: XML_LIMIT },
    (_request, body, done) => done(null, body),
  );
  await fastify.register(multipart, {
    limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 10, fieldSize: 10_000 },
  });

  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, adapter, {
    logger: new NestLogger(foundation.logger),
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  app.useGlobalPipes(validationPipe());
  app.enableShutdownHooks();
  observe(app);

  const { all: direct } = app.get(DirectRoutes);
  const problems = findUncovered(
    app.get(DiscoveryService),
    app.get(MetadataScanner),
    app.get(Reflector),
    direct,
  );
  if (problems.length > 0) throw new Error(`Routes and handlers differ:\n${problems.join('\n')}`);
  const filter = app.get(ErrorFilter);
  for (const { route, handler } of direct) {
    fastify.route({
      method: route.method,
      url: `/api${route.path}`,
      bodyLimit: DIRECT_BODY_LIMIT,
      handler: async (request, reply) => {
        await handler(request, reply).catch((error: unknown) => filter.answer(error, request, reply));
        return reply;
      },
      errorHandler: (error, request, reply) => filter.answer(error, request, reply),
    });
  }
  await app.get(Live).connect(connectBlockingRedis(foundation.config.redisUrl));
  await app.init();
  return { app };
}

/** Request ids in logs, times in metrics, and headers that every answer carries. */
function observe(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  const drain = app.get(Drain);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (drain.isOn) void reply.header('Connection', 'close');
    void reply.header('X-Request-Id', request.id);
    void reply.header('X-Content-Type-Options', 'nosniff');
    void reply.header('Cache-Control', 'no-store');
    (request as unknown as { startedMs: number }).startedMs = monotonicMs();
    withLogContext({ requestId: String(request.id) }, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const started = (request as unknown as { startedMs: number }).startedMs;
    const route = request.routeOptions?.url ?? 'unknown';
    metrics.httpSeconds.observe({ route, status: reply.statusCode }, (monotonicMs() - started) / 1000);
    done();
  });
}
