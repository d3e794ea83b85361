import type { Policy, Route, RouteSchemas } from '@cheban/contracts';
import {
  applyDecorators,
  createParamDecorator,
  Delete,
  type ExecutionContext,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { AccountActor, OwnerActor, StaffActor } from '../auth/index.js';
import { bearerOf } from './bearer.js';

export const ROUTE = Symbol('ROUTE');
export const RAW_POLICY = Symbol('RAW_POLICY');
export const OWN_TRANSACTION = Symbol('OWN_TRANSACTION');

const methods = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

interface HandleOptions {
  /** The handler calls the network and opens its own transactions; the idempotency key is not kept for it. */
  ownTransaction?: boolean;
}

/** Makes a controller method the handler of a contract route: method, path, policy and schemas come from there. */
export function Handles(route: Route, options: HandleOptions = {}): MethodDecorator {
  return applyDecorators(
    methods[route.method](route.path),
    HttpCode(200),
    SetMetadata(ROUTE, route),
    SetMetadata(OWN_TRANSACTION, options.ownTransaction === true),
  );
}

/** Names the policy of a handler outside the contracts (provider pushes, documents). */
export const RawPolicy = (policy: Policy): MethodDecorator => SetMetadata(RAW_POLICY, policy);

export interface RequestWithActor {
  actor?: AccountActor | StaffActor;
}

const actorOf = (context: ExecutionContext) => context.switchToHttp().getRequest<RequestWithActor>().actor;

/** The owner behind the request; only for routes of policy `owner`. */
export const CurrentOwner = createParamDecorator(
  (_: unknown, context: ExecutionContext) => actorOf(context) as OwnerActor,
);
/** The log-in behind the request; only for routes of policy `account` or `owner`. */
export const CurrentAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext) => actorOf(context) as AccountActor,
);
/** The staff member behind the request; only for staff routes. */
export const CurrentStaff = createParamDecorator(
  (_: unknown, context: ExecutionContext) => actorOf(context) as StaffActor,
);

/** The access token of the request; only for routes that ask for a log-in. */
export const AccessToken = createParamDecorator((_: unknown, context: ExecutionContext) =>
  bearerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

type Out<S, K extends string> = S extends Record<K, infer Z extends z.ZodType> ? z.output<Z> : never;
/** Validated input types of a route: `BodyOf<typeof routes.booking.create>`. */
export type BodyOf<R extends RouteSchemas> = Out<R, 'body'>;
export type QueryOf<R extends RouteSchemas> = Out<R, 'query'>;
export type ParamsOf<R extends RouteSchemas> = Out<R, 'params'>;
/** What a handler of a route must return: the input of its view schema. */
export type ViewOf<R extends RouteSchemas> = R extends { view: infer Z extends z.ZodType }
  ? z.input<Z>
  : never;
