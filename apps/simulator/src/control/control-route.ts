import type { FastifyRequest } from 'fastify';
import type { Person } from '../world/people.js';
import type { World } from '../world/world.js';

/** A mistake of whoever uses the control API, told in words. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Json = Record<string, unknown>;

/** The JSON object in the body; an empty body is an empty object. */
export function controlBody(request: FastifyRequest): Json {
  const text = String(request.body ?? '');
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ControlError(400, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'the body is not a JSON object');
  }
  return value as Json;
}

export function controlQuery(request: FastifyRequest): Record<string, string | undefined> {
  return request.query as Record<string, string | undefined>;
}

/** The person named in the path, by either openid. */
export function personOf(world: World, request: FastifyRequest): Person {
  const { openid } = request.params as { openid: string };
  const person = world.people.any(openid);
  if (!person) throw new ControlError(404, `nobody has the openid ${openid}`);
  return person;
}

/** A text of the body, or the error that it is missing. */
export function textOf(body: Json, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new ControlError(400, `${name} must be a text`);
  return value;
}

/** A number of the body, or the error that it is missing. */
export function numberOf(body: Json, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ControlError(400, `${name} must be a number`);
  return value;
}
