import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors/index.js';

/** The access token of a request; throws AUTH.REQUIRED. */
export function bearerOf(request: FastifyRequest): string {
  const header = request.headers.authorization ?? '';
  const match = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(header);
  if (!match?.[1]) throw new AppError('AUTH.REQUIRED');
  return match[1];
}
