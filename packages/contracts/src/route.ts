import type { z } from 'zod';
import type { Policy } from './access.js';
import type { ErrorCode } from './errors.js';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What the clients need of a route at run time: plain literals, so that the mini-program carries no schemas. */
export interface Endpoint {
  readonly method: HttpMethod;
  /** Path below /api, with `:name` parameters. */
  readonly path: string;
  readonly policy: Policy;
  /** One English line for the API document. */
  readonly summary: string;
  /** A body that is not JSON, or an answer that is not JSON. */
  readonly raw?: 'upload' | 'download' | 'stream';
}

/** The schemas of a route. Bodies and queries refuse unknown fields; views drop every field they do not name. */
export interface RouteSchemas {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly view?: z.ZodType;
  /** Codes beyond the ones every route may answer (REQUEST.*, AUTH.*, SERVER.*). */
  readonly errors?: readonly ErrorCode[];
}

export type Route = Endpoint & RouteSchemas;

/** Joins endpoints and schemas of one area; a missing or surplus key does not compile. */
export function defineRoutes<E extends Record<string, Endpoint>, S extends { [K in keyof E]: RouteSchemas }>(
  endpoints: E,
  schemas: S & { [K in Exclude<keyof S, keyof E>]: never },
): { readonly [K in keyof E]: E[K] & S[K] } {
  const routes: Record<string, Route> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) routes[name] = { ...endpoint, ...schemas[name] };
  return routes as { [K in keyof E]: E[K] & S[K] };
}

type Part<S, K extends string> =
  S extends Record<K, infer Z extends z.ZodType> ? { [P in K]: z.input<Z> } : unknown;
/** What a client passes to call a route: `{ params?, query?, body? }`, each present only if the route has it. */
export type RouteInput<R> = Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>;
/** What a client gets back. */
export type RouteView<R> = R extends { view: infer Z extends z.ZodType } ? z.output<Z> : undefined;
