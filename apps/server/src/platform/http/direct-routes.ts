import type { Route } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers one request by itself: checks policy, parameters and body as its route says, and sends. What it throws
 * becomes an error answer like everywhere.
 */
export type DirectHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * Routes that thousands of people ask in the same second. They stand on Fastify itself, without the layers around a
 * controller, which take longer than such an answer may. Rooms add them in a constructor.
 */
@Injectable()
export class DirectRoutes {
  readonly all: { readonly route: Route; readonly handler: DirectHandler }[] = [];

  add(route: Route, handler: DirectHandler): void {
    this.all.push({ route, handler });
  }
}
