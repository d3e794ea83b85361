import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { monotonicMs } from '../clock/index.js';
import { notFound } from '../errors/index.js';
import { withLogContext } from '../logging/index.js';
import type { DirectRoute } from './direct-routes.js';
import type { ErrorFilter } from './error.filter.js';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Who is told of answers. */
export interface LaneWatch {
  /** One that was known at once. */
  answeredAtOnce(route: string): void;
  /** One that waited for something, so many seconds. */
  answered(route: string, status: number, seconds: number): void;
}

/** A ticket and little else. */
const BODY_LIMIT = 4 * 1024;
const MOST_PARAM = 200;
/** As Fastify sets it on servers of its own. */
const KEEP_ALIVE_MS = 72_000;
/** From the first byte of a request to its last; the longest import takes minutes. */
const REQUEST_MS = 10 * 60_000;
/** Between two looks for requests that take too long. */
const LOOK_MS = 30_000;

/**
 * The direct routes, on a Fastify of their own behind the same port: JSON only, and none of the hooks that Nest, uploads
 * and rooms add to every route of theirs. Log lines carry the id of a request only where it fails.
 */
export class DirectLane {
  private paths: { readonly method: string; readonly pattern: RegExp }[] = [];
  private readonly light: FastifyInstance;
  private filter: ErrorFilter | null = null;

  /** `requestMs`: after so long a request that has not come to its last byte is cut off. */
  constructor(
    newRequestId: () => string,
    private readonly requestMs = REQUEST_MS,
  ) {
    this.light = fastify({
      genReqId: newRequestId,
      routerOptions: { maxParamLength: MOST_PARAM },
      frameworkErrors: this.fail,
    });
    this.light.removeAllContentTypeParsers();
    this.light.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      this.light.getDefaultJsonParser('error', 'error'),
    );
    this.light.setNotFoundHandler((request, reply) => this.fail(notFound(), request, reply));
  }

  /** Makes the server that asks `others` for everything else: Fastify's `serverFactory`. */
  readonly serve = (others: Listener): Server => {
    // Whoever sends a head or a body by the byte does not keep a connection for ever.
    const patience = {
      requestTimeout: this.requestMs,
      connectionsCheckingInterval: Math.min(LOOK_MS, this.requestMs),
    };
    return createServer({ ...patience, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
      if (this.takes(request)) this.light.routing(request, response);
      else others(request, response);
    });
  };

  /** Opens the routes; `prepare` adds what every answer has. */
  async open(
    routes: readonly DirectRoute[],
    filter: ErrorFilter,
    prepare: (light: FastifyInstance) => void,
    watch: LaneWatch,
  ): Promise<void> {
    this.filter = filter;
    prepare(this.light);
    for (const { route, handler } of routes) {
      const url = `/api${route.path}`;
      this.light.route({
        method: route.method,
        url,
        bodyLimit: BODY_LIMIT,
        handler: (request, reply) => {
          const began = monotonicMs();
          try {
            const waiting = handler(request, reply);
            if (!waiting) return watch.answeredAtOnce(url);
            void waiting
              .catch((error: unknown) => this.fail(error, request, reply))
              .then(() => watch.answered(url, reply.statusCode, (monotonicMs() - began) / 1000));
          } catch (error) {
            this.fail(error, request, reply);
            watch.answeredAtOnce(url);
          }
        },
        errorHandler: (error, request, reply) => {
          this.fail(error, request, reply);
          watch.answeredAtOnce(url);
        },
      });
    }
    await this.light.ready();
    this.paths = routes.map(({ route }) => ({
      method: route.method,
      pattern: new RegExp(`^/api${route.path.replace(/:\w+/g, '[^/?]+')}(?:\\?|$)`),
    }));
  }

  private takes({ method, url = '' }: IncomingMessage): boolean {
    return this.paths.some((path) => path.method === method && path.pattern.test(url));
  }

  private readonly fail = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    withLogContext({ requestId: String(request.id) }, () => this.filter?.answer(error, request, reply));
}
