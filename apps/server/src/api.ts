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
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiModules } from './modules.js';
import {
  closePromptly,
  DirectLane,
  DirectRoutes,
  Drain,
  ErrorFilter,
  findUncovered,
  PolicyGuard,
  RouteInterceptor,
  requestIds,
  validationPipe,
} from './platform/http/index.js';
import { Live } from './platform/live/index.js';
import { NestLogger, withLogContext } from './platform/logging/index.js';
import { Metrics } from './platform/metrics/index.js';
import { type Foundation, PlatformModule } from './platform/platform.module.js';
import { connectBlockingRedis } from './platform/redis/index.js';

const BODY_LIMIT = 1024 * 1024;
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

  const genReqId = requestIds();
  const lane = new DirectLane(genReqId);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: foundation.config.trustedProxies,
    serverFactory: lane.serve,
    genReqId,
    forceCloseConnections: 'idle',
    // Who comes over a connection that is still open is served to the last.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // Addresses that no route can have, for instance %FF.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      app.get(ErrorFilter).answer(error, request, reply),
  });
  const fastify = adapter.getInstance();

  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, adapter, {
    logger: new NestLogger(foundation.logger),
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  app.useGlobalPipes(validationPipe());
  app.enableShutdownHooks();

  const direct = app.get(DirectRoutes);
  const problems = findUncovered(
    app.get(DiscoveryService),
    app.get(MetadataScanner),
    app.get(Reflector),
    direct.all,
  );
  if (problems.length > 0) throw new Error(`Routes and handlers differ:\n${problems.join('\n')}`);
  const metrics = app.get(Metrics);
  const sayAlike = (one: FastifyInstance) => addHeaders(one, app.get(Drain));
  await lane.open(direct.all, app.get(ErrorFilter), sayAlike, metrics);
  fastify.addHook('onRequest', (request, _reply, done) => {
    withLogContext({ requestId: String(request.id) }, done);
  });
  sayAlike(fastify);
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.answered(request.routeOptions?.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  closePromptly(fastify);
  fastify.addContentTypeParser(
    ['text/xml', 'application/xml'],
    { parseAs: 'string', bodyLimit: XML_LIMIT },
    (_request, body, done) => done(null, body),
  );
  await fastify.register(multipart, {
    limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 10, fieldSize: 10_000 },
  });
  await app.get(Live).connect(connectBlockingRedis(foundation.config.redisUrl));
  await app.init();
  return { app };
}

/** Headers that every answer carries. */
function addHeaders(fastify: FastifyInstance, drain: Drain): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (drain.isOn) void reply.header('Connection', 'close');
    void reply.headers({
      'X-Request-Id': request.id,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    done();
  });
}
