import type { Route } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Whether somebody added a query; routes that take none refuse it. */
export function hasQuery(request: FastifyRequest): boolean {
  return Object.keys((request.query as object | null) ?? {}).length > 0;
}

/** The problem of a query where none is taken. */
export const noQuery = { path: ['query'], message: '这个接口不接受这些内容' };

/**
 * Answers one request by itself, now or later: checks policy, parameters and body as its route says, and sends. What it
 * throws, or rejects with, becomes an error answer like everywhere.
 */
export type DirectHandler = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;

export interface DirectRoute {
  readonly route: Route;
  readonly handler: DirectHandler;
}

/**
 * Routes that thousands of people ask in the same second. They stand on a Fastify of their own (`DirectLane`), without
 * the layers around a controller, which take longer than such an answer may. Rooms add them in a constructor.
 */
@Injectable()
export class DirectRoutes {
  readonly all: DirectRoute[] = [];

  add(route: Route, handler: DirectHandler): void {
    this.all.push({ route, handler });
  }
}
